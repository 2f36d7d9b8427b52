/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.kafka.iam;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.Uuid;

/**
 * Finds the {@link IamAccess} of a node in this process. Kafka makes its plug-ins by their class names and gives them text only,
 * so what they need is kept here under a drawn id, which stands in their configuration. Whoever has the id of a role can log in as
 * it: it is kept like a password. Used by many threads.
 */
public final class IamNodes {
    /** Option of the JAAS configuration, and setting of the authorizer, that holds the id. */
    static final String OPTION = "node";

    private static final long PATIENCE_SECONDS = 10;
    private static final Map<String, Future<? extends IamAccess>> NODES = new ConcurrentHashMap<>();
    private static final Map<String, Role> ROLES = new ConcurrentHashMap<>();

    private record Role(String node, String arn) {}

    private IamNodes() {}

    /** @param access complete once logins can be checked; they wait for it for a while. @return a new id */
    public static String register(Future<? extends IamAccess> access) {
        String id = drawn();
        NODES.put(id, access);
        return id;
    }

    /** @param node from {@link #register}. @return a new id, by which clients in this process log in as the role */
    public static String registerRole(String node, String roleArn) {
        String id = drawn();
        ROLES.put(id, new Role(node, roleArn));
        return id;
    }

    /** The id of a node that the broker's JAAS configuration of a mechanism names. */
    static String named(List<AppConfigurationEntry> entries) {
        return String.valueOf(entries.get(0).getOptions().get(OPTION));
    }

    /** Forgets the node and its roles. */
    public static void unregister(String node) {
        NODES.remove(node);
        ROLES.values().removeIf(role -> role.node().equals(node));
    }

    private static String drawn() {
        return Uuid.randomUuid().toString() + Uuid.randomUuid();
    }

    /** A key of the role that has this id. */
    static IamAccess.SessionKey key(String role) throws IamRefusal {
        Role known = ROLES.get(role);
        if (known == null) {
            throw new IamRefusal("No role is known for this client. Leave the options of the login module out.");
        }
        return require(known.node()).sessionOf(known.arn());
    }

    static IamAccess require(String id) throws IamRefusal {
        Future<? extends IamAccess> access = NODES.get(id);
        if (access == null) {
            throw new IamRefusal("This Kafka node has been stopped. Connect again.");
        }
        try {
            return access.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IamRefusal(
                    "Access keys cannot be checked, because the control plane has not started. Connect again.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IamRefusal("This Kafka node is being stopped. Connect again.");
        }
    }
}
