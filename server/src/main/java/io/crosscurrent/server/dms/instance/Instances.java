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

/** Replication instances: recorded, available at once. */
public final class Instances {
    private static final String WHAT = "Replication Instance";
    private static final String ENGINE_VERSION = "3.6.1";
    private static final String EVENTS = "replication-instance";
    private static final Filtering<ReplicationInstance> FILTERS = new Filtering<>(
            "Replication Instances",
            Map.of(
                    "replication-instance-arn", instance -> List.of(instance.replicationInstanceArn()),
                    "replication-instance-id", instance -> List.of(instance.replicationInstanceIdentifier()),
                    "replication-instance-class", instance -> List.of(instance.replicationInstanceClass()),
                    "engine-version", instance -> List.of(instance.engineVersion())));

    private final Platform platform;
    private final SubnetGroups subnetGroups;

    public Instances(Platform platform, SubnetGroups subnetGroups) {
        this.platform = platform;
        this.subnetGroups = subnetGroups;
    }

    public CreateReplicationInstanceResponse create(CreateReplicationInstanceRequest request) {
        String name = Arns.identifier("ReplicationInstanceIdentifier", request.replicationInstanceIdentifier(), 63)
                .toLowerCase(Locale.ROOT);
        String group = request.replicationSubnetGroupIdentifier();
        ReplicationInstance instance = ReplicationInstance.builder()
                .replicationInstanceIdentifier(name)
                .replicationInstanceArn(platform.arns().make("rep", request.resourceIdentifier()))
                .replicationInstanceClass(request.replicationInstanceClass())
                .replicationInstanceStatus("creating")
                .allocatedStorage(request.allocatedStorage() == null ? 50 : request.allocatedStorage())
                .instanceCreateTime(platform.clock().instant())
                .vpcSecurityGroups(request.vpcSecurityGroupIds().stream()
                        .map(id -> VpcSecurityGroupMembership.builder()
                                .vpcSecurityGroupId(id)
                                .status("active")
                                .build())
                        .toList())
                .availabilityZone(request.availabilityZone())
                .replicationSubnetGroup(group == null ? null : subnetGroups.named(group))
                .preferredMaintenanceWindow(request.preferredMaintenanceWindow())
                .pendingModifiedValues(
                        ReplicationPendingModifiedValues.builder().build())
                .multiAZ(Boolean.TRUE.equals(request.multiAZ()))
                .engineVersion(request.engineVersion() == null ? ENGINE_VERSION : request.engineVersion())
                .autoMinorVersionUpgrade(!Boolean.FALSE.equals(request.autoMinorVersionUpgrade()))
                .publiclyAccessible(Boolean.TRUE.equals(request.publiclyAccessible()))
                .networkType(request.networkType() == null ? "IPV4" : request.networkType())
                .kmsKeyId(request.kmsKeyId())
                .replicationInstancePrivateIpAddresses("127.0.0.1")
                .build();
        ReplicationInstance available =
                instance.toBuilder().replicationInstanceStatus("available").build();
        platform.insert(
                new Resource(
                        Platform.INSTANCE,
                        instance.replicationInstanceArn(),
                        name,
                        "available",
                        "",
                        Platform.write(available)),
                WHAT,
                request.tags());
        platform.event(name, EVENTS, "creation", "Replication instance created");
        return CreateReplicationInstanceResponse.builder()
                .replicationInstance(instance)
                .build();
    }

    public DescribeReplicationInstancesResponse describe(DescribeReplicationInstancesRequest request) {
        List<ReplicationInstance> all = platform.store().resources().list(Platform.INSTANCE).stream()
                .map(Instances::read)
                .toList();
        Page<ReplicationInstance> page = FILTERS.page(all, request.filters(), request.maxRecords(), request.marker());
        return DescribeReplicationInstancesResponse.builder()
                .replicationInstances(page.items())
                .marker(page.next())
                .build();
    }

    public ModifyReplicationInstanceResponse modify(ModifyReplicationInstanceRequest request) {
        Resource row = row(request.replicationInstanceArn());
        ReplicationInstance old = read(row);
        String name = request.replicationInstanceIdentifier() == null
                ? row.name()
                : Arns.identifier("ReplicationInstanceIdentifier", request.replicationInstanceIdentifier(), 63)
                        .toLowerCase(Locale.ROOT);
        ReplicationInstance next = old.toBuilder()
                .replicationInstanceIdentifier(name)
                .replicationInstanceClass(first(request.replicationInstanceClass(), old.replicationInstanceClass()))
                .allocatedStorage(first(request.allocatedStorage(), old.allocatedStorage()))
                .multiAZ(first(request.multiAZ(), old.multiAZ()))
                .engineVersion(first(request.engineVersion(), old.engineVersion()))
                .autoMinorVersionUpgrade(first(request.autoMinorVersionUpgrade(), old.autoMinorVersionUpgrade()))
                .preferredMaintenanceWindow(
                        first(request.preferredMaintenanceWindow(), old.preferredMaintenanceWindow()))
                .build();
        platform.store().resources().update(Platform.INSTANCE, row.id(), each -> each.named(name)
                .with(Platform.write(next)));
        return ModifyReplicationInstanceResponse.builder()
                .replicationInstance(next)
                .build();
    }

    public DeleteReplicationInstanceResponse delete(DeleteReplicationInstanceRequest request) {
        Resource row = row(request.replicationInstanceArn());
        boolean used = platform.store().resources().list(Platform.TASK).stream().anyMatch(task -> row.id()
                .equals(task.document().path("ReplicationInstanceArn").asText()));
        if (used) {
            throw Faults.state(WHAT + " " + row.name() + " has replication tasks. Delete them first.");
        }
        platform.store().together(() -> {
            platform.remove(row);
            platform.store().resources().list(Platform.CONNECTION).stream()
                    .filter(connection -> connection.id().startsWith(row.id() + "|"))
                    .forEach(platform::remove);
            return null;
        });
        platform.event(row.name(), EVENTS, "deletion", "Replication instance deleted");
        return DeleteReplicationInstanceResponse.builder()
                .replicationInstance(read(row).toBuilder()
                        .replicationInstanceStatus("deleting")
                        .build())
                .build();
    }

    /** @throws io.crosscurrent.server.aws.ApiException when there is none */
    public Resource row(String arn) {
        return platform.row(Platform.INSTANCE, arn, WHAT);
    }

    static ReplicationInstance read(Resource row) {
        return Platform.read(row.document(), ReplicationInstance.builder(), ReplicationInstance.class);
    }

    private static <T> T first(T given, T old) {
        return given == null ? old : given;
    }
}
