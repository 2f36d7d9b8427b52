/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack.resource;

import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.stack.resource.ApiType.Calls;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All resource types there are. Immutable. */
public final class ResourceTypes {
    private static final String DMS = "dms";
    private static final String KAFKA = "kafka";

    private final Map<String, ResourceType> types = new TreeMap<>();

    /** @param place values of {@code region} and {@code account}, for generated ARNs */
    public ResourceTypes(Api api, Map<String, String> place) {
        add(new SecretType(api));
        replication(api);
        if (api.offers(KAFKA)) {
            streaming(api);
        }
        if (api.offers("kinesisanalytics")) {
            add(new ApplicationType(api));
        }
        if (api.offers(RoleType.SERVICE)) {
            add(new RoleType(api));
            add(new PolicyType(api));
            add(new ManagedPolicyType(api));
        }
        RecordedTypes.load(place).forEach(this::add);
    }

    private void replication(Api api) {
        add(new TaskType(api));
        add(new ApiType(
                api,
                new Calls("AWS::DMS::ReplicationInstance", DMS)
                        .create("CreateReplicationInstance", "/ReplicationInstance/ReplicationInstanceArn")
                        .update("ModifyReplicationInstance")
                        .delete("DeleteReplicationInstance", "ReplicationInstanceArn")
                        .named("ReplicationInstanceIdentifier", 63)
                        .attribute("Id", "")
                        .attribute(
                                "ReplicationInstancePrivateIpAddresses",
                                "/ReplicationInstance/ReplicationInstancePrivateIpAddresses")
                        .attribute(
                                "ReplicationInstancePublicIpAddresses",
                                "/ReplicationInstance/ReplicationInstancePublicIpAddresses")
                        .required("ReplicationInstanceClass")
                        .otherwise("AllocatedStorage", 50)
                        .otherwise("MultiAZ", false)
                        .otherwise("AutoMinorVersionUpgrade", true)
                        .createOnly("KmsKeyId", "ReplicationSubnetGroupIdentifier", "PubliclyAccessible")));
        add(new ApiType(
                api,
                new Calls("AWS::DMS::ReplicationSubnetGroup", DMS)
                        .create(
                                "CreateReplicationSubnetGroup",
                                "/ReplicationSubnetGroup/ReplicationSubnetGroupIdentifier")
                        .update("ModifyReplicationSubnetGroup")
                        .delete("DeleteReplicationSubnetGroup", "ReplicationSubnetGroupIdentifier")
                        .named("ReplicationSubnetGroupIdentifier", 255)
                        .attribute("Id", "")
                        .required("ReplicationSubnetGroupDescription", "SubnetIds")
                        .createOnly("ReplicationSubnetGroupIdentifier")));
        add(new ApiType(
                api,
                new Calls("AWS::DMS::Endpoint", DMS)
                        .create("CreateEndpoint", "/Endpoint/EndpointArn")
                        .update("ModifyEndpoint")
                        .delete("DeleteEndpoint", "EndpointArn")
                        .named("EndpointIdentifier", 255)
                        .attribute("Id", "")
                        .attribute("ExternalId", "/Endpoint/ExternalId")
                        .required("EndpointType", "EngineName")
                        .updatedWith("ExactSettings", true)
                        .otherwise("ExtraConnectionAttributes", "")
                        .otherwise("SslMode", "none")
                        .otherwise("CertificateArn", "")
                        .otherwise("DatabaseName", "")
                        .createOnly("KmsKeyId", "ResourceIdentifier")));
        add(new ApiType(
                api,
                new Calls("AWS::DMS::Certificate", DMS)
                        .create("ImportCertificate", "/Certificate/CertificateArn")
                        .delete("DeleteCertificate", "CertificateArn")
                        .named("CertificateIdentifier", 255)
                        .attribute("Id", "")
                        .createOnly("CertificateIdentifier", "CertificatePem", "CertificateWallet")));
    }

    private void streaming(Api api) {
        add(new ClusterType(api, false));
        add(new ClusterType(api, true));
        add(new ScramType(api));
        add(new ApiType(
                api,
                new Calls("AWS::MSK::Configuration", KAFKA)
                        .create("CreateConfiguration", "/arn")
                        .delete("DeleteConfiguration", "arn")
                        .named("Name", 255)
                        .attribute("Arn", "/arn")
                        .attribute("LatestRevision.Revision", "/latestRevision/revision")
                        .attribute("LatestRevision.CreationTime", "/latestRevision/creationTime")
                        .attribute("LatestRevision.Description", "/latestRevision/description")
                        .required("Name", "ServerProperties")
                        .createOnly("Name", "KafkaVersionsList", "ServerProperties")));
    }

    private void add(ResourceType type) {
        types.put(type.name(), type);
    }

    public Optional<ResourceType> find(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** @throws ApiException naming the types that there are not */
    public void require(Collection<String> names) {
        java.util.List<String> unknown = names.stream()
                .filter(name -> !types.containsKey(name))
                .sorted()
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            throw new ApiException("ValidationError", "Template format error: Unrecognized resource types: " + unknown);
        }
    }

    public ResourceType get(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("unknown resource type " + name));
    }
}
