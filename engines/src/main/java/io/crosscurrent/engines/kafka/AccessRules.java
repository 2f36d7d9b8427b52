/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.kafka;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What ordinary users of the embedded node may do: read and write every topic, use every consumer group and transactional
 * id. They may not create, alter or delete topics, users, rules or settings, and may not touch anything whose name starts
 * with the reserved prefix: Connect keeps its configuration there, and whoever writes it rules the worker. Rules of Kafka:
 * a denial beats a permission, and a super user is never asked.
 */
final class AccessRules {
    private static final String EVERYBODY = "User:*";
    /** Connect's leader writes its configuration with this transactional id, whatever the group is called. */
    static final String CONNECT_LEADER = "connect-cluster-";

    private AccessRules() {}

    static List<AclBinding> ordinaryUsers(String reservedPrefix) {
        List<AclBinding> rules = new ArrayList<>();
        allow(rules, ResourceType.TOPIC, AclOperation.READ, AclOperation.WRITE, AclOperation.DESCRIBE_CONFIGS);
        allow(rules, ResourceType.GROUP, AclOperation.READ);
        allow(rules, ResourceType.TRANSACTIONAL_ID, AclOperation.WRITE);
        for (ResourceType type : List.of(ResourceType.TOPIC, ResourceType.GROUP, ResourceType.TRANSACTIONAL_ID)) {
            rules.add(deny(type, reservedPrefix));
        }
        rules.add(deny(ResourceType.TRANSACTIONAL_ID, CONNECT_LEADER));
        return rules;
    }

    private static void allow(List<AclBinding> rules, ResourceType type, AclOperation... operations) {
        for (AclOperation operation : operations) {
            rules.add(new AclBinding(
                    new ResourcePattern(type, ResourcePattern.WILDCARD_RESOURCE, PatternType.LITERAL),
                    new AccessControlEntry(EVERYBODY, "*", operation, AclPermissionType.ALLOW)));
        }
    }

    private static AclBinding deny(ResourceType type, String prefix) {
        return new AclBinding(
                new ResourcePattern(type, prefix, PatternType.PREFIXED),
                new AccessControlEntry(EVERYBODY, "*", AclOperation.ALL, AclPermissionType.DENY));
    }
}
