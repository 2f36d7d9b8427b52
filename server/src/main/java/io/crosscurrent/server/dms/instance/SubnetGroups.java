/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.instance;

import io.crosscurrent.server.aws.Page;
import io.crosscurrent.server.dms.Arns;
import io.crosscurrent.server.dms.Faults;
import io.crosscurrent.server.dms.Filtering;
import io.crosscurrent.server.dms.Platform;
import io.crosscurrent.server.store.Resource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.databasemigration.model.*;

/** Replication subnet groups: recorded, without effect. */
public final class SubnetGroups {
    private static final String WHAT = "Replication Subnet Group";
    private static final Filtering<ReplicationSubnetGroup> FILTERS = new Filtering<>(
            "Replication Subnet Groups",
            Map.of("replication-subnet-group-id", group -> List.of(group.replicationSubnetGroupIdentifier())));

    private final Platform platform;

    public SubnetGroups(Platform platform) {
        this.platform = platform;
    }

    public CreateReplicationSubnetGroupResponse create(CreateReplicationSubnetGroupRequest request) {
        String name = Arns.identifier(
                        "ReplicationSubnetGroupIdentifier", request.replicationSubnetGroupIdentifier(), 255)
                .toLowerCase(Locale.ROOT);
        if (name.equals("default")) {
            throw Faults.value("ReplicationSubnetGroupIdentifier must not be \"default\".");
        }
        ReplicationSubnetGroup group = group(name, request.replicationSubnetGroupDescription(), request.subnetIds());
        platform.insert(
                new Resource(
                        Platform.SUBNET_GROUP,
                        platform.arns().make("subgrp", name.length() > 31 ? null : name),
                        name,
                        "Complete",
                        "",
                        Platform.write(group)),
                WHAT,
                request.tags());
        return CreateReplicationSubnetGroupResponse.builder()
                .replicationSubnetGroup(group)
                .build();
    }

    public DescribeReplicationSubnetGroupsResponse describe(DescribeReplicationSubnetGroupsRequest request) {
        List<ReplicationSubnetGroup> all = platform.store().resources().list(Platform.SUBNET_GROUP).stream()
                .map(SubnetGroups::read)
                .toList();
        Page<ReplicationSubnetGroup> page =
                FILTERS.page(all, request.filters(), request.maxRecords(), request.marker());
        return DescribeReplicationSubnetGroupsResponse.builder()
                .replicationSubnetGroups(page.items())
                .marker(page.next())
                .build();
    }

    public ModifyReplicationSubnetGroupResponse modify(ModifyReplicationSubnetGroupRequest request) {
        Resource row = row(request.replicationSubnetGroupIdentifier());
        String description = request.replicationSubnetGroupDescription();
        ReplicationSubnetGroup group = group(
                row.name(),
                description == null ? read(row).replicationSubnetGroupDescription() : description,
                request.subnetIds());
        platform.store().resources().update(Platform.SUBNET_GROUP, row.id(), old -> old.with(Platform.write(group)));
        return ModifyReplicationSubnetGroupResponse.builder()
                .replicationSubnetGroup(group)
                .build();
    }

    public DeleteReplicationSubnetGroupResponse delete(DeleteReplicationSubnetGroupRequest request) {
        Resource row = row(request.replicationSubnetGroupIdentifier());
        boolean used = platform.store().resources().list(Platform.INSTANCE).stream()
                .map(Instances::read)
                .anyMatch(instance -> instance.replicationSubnetGroup() != null
                        && row.name().equals(instance.replicationSubnetGroup().replicationSubnetGroupIdentifier()));
        if (used) {
            throw Faults.state(WHAT + " " + row.name() + " is used by a replication instance.");
        }
        platform.remove(row);
        return DeleteReplicationSubnetGroupResponse.builder().build();
    }

    ReplicationSubnetGroup named(String name) {
        return read(row(name));
    }

    private Resource row(String name) {
        return platform.store()
                .resources()
                .findByName(Platform.SUBNET_GROUP, name.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> Faults.notFound(WHAT + " " + name + " not found."));
    }

    private static ReplicationSubnetGroup group(String name, String description, List<String> subnets) {
        if (subnets.isEmpty()) {
            throw new io.crosscurrent.server.aws.ApiException("InvalidSubnet", "SubnetIds must name a subnet.");
        }
        return ReplicationSubnetGroup.builder()
                .replicationSubnetGroupIdentifier(name)
                .replicationSubnetGroupDescription(description)
                .vpcId("vpc-local")
                .subnetGroupStatus("Complete")
                .subnets(subnets.stream()
                        .map(subnet -> Subnet.builder()
                                .subnetIdentifier(subnet)
                                .subnetStatus("Active")
                                .build())
                        .toList())
                .supportedNetworkTypes("IPV4")
                .build();
    }

    private static ReplicationSubnetGroup read(Resource row) {
        return Platform.read(row.document(), ReplicationSubnetGroup.builder(), ReplicationSubnetGroup.class);
    }
}
