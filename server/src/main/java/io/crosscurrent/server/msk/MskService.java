/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.msk;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.engines.kafka.KafkaEngine;
import io.crosscurrent.server.aws.Page;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.aws.SdkRestService;
import io.crosscurrent.server.aws.SdkService;
import io.crosscurrent.server.aws.SignatureVerifier;
import io.crosscurrent.server.aws.WireService;
import io.crosscurrent.server.engine.Engines;
import io.crosscurrent.server.iam.Identity;
import io.crosscurrent.server.secret.Secrets;
import io.crosscurrent.server.store.Store;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kafka.KafkaClient;
import software.amazon.awssdk.services.kafka.model.BatchAssociateScramSecretRequest;
import software.amazon.awssdk.services.kafka.model.BatchAssociateScramSecretResponse;
import software.amazon.awssdk.services.kafka.model.BatchDisassociateScramSecretRequest;
import software.amazon.awssdk.services.kafka.model.BatchDisassociateScramSecretResponse;
import software.amazon.awssdk.services.kafka.model.ClusterState;
import software.amazon.awssdk.services.kafka.model.ClusterType;
import software.amazon.awssdk.services.kafka.model.CompatibleKafkaVersion;
import software.amazon.awssdk.services.kafka.model.CreateClusterRequest;
import software.amazon.awssdk.services.kafka.model.CreateClusterResponse;
import software.amazon.awssdk.services.kafka.model.CreateClusterV2Request;
import software.amazon.awssdk.services.kafka.model.CreateClusterV2Response;
import software.amazon.awssdk.services.kafka.model.CreateConfigurationRequest;
import software.amazon.awssdk.services.kafka.model.CreateConfigurationResponse;
import software.amazon.awssdk.services.kafka.model.DeleteClusterRequest;
import software.amazon.awssdk.services.kafka.model.DeleteClusterResponse;
import software.amazon.awssdk.services.kafka.model.DeleteConfigurationRequest;
import software.amazon.awssdk.services.kafka.model.DeleteConfigurationResponse;
import software.amazon.awssdk.services.kafka.model.DescribeClusterRequest;
import software.amazon.awssdk.services.kafka.model.DescribeClusterResponse;
import software.amazon.awssdk.services.kafka.model.DescribeClusterV2Request;
import software.amazon.awssdk.services.kafka.model.DescribeClusterV2Response;
import software.amazon.awssdk.services.kafka.model.DescribeConfigurationRequest;
import software.amazon.awssdk.services.kafka.model.DescribeConfigurationResponse;
import software.amazon.awssdk.services.kafka.model.DescribeConfigurationRevisionRequest;
import software.amazon.awssdk.services.kafka.model.DescribeConfigurationRevisionResponse;
import software.amazon.awssdk.services.kafka.model.DescribeTopicRequest;
import software.amazon.awssdk.services.kafka.model.DescribeTopicResponse;
import software.amazon.awssdk.services.kafka.model.GetBootstrapBrokersRequest;
import software.amazon.awssdk.services.kafka.model.GetBootstrapBrokersResponse;
import software.amazon.awssdk.services.kafka.model.GetCompatibleKafkaVersionsRequest;
import software.amazon.awssdk.services.kafka.model.GetCompatibleKafkaVersionsResponse;
import software.amazon.awssdk.services.kafka.model.KafkaVersion;
import software.amazon.awssdk.services.kafka.model.KafkaVersionStatus;
import software.amazon.awssdk.services.kafka.model.ListClustersRequest;
import software.amazon.awssdk.services.kafka.model.ListClustersResponse;
import software.amazon.awssdk.services.kafka.model.ListClustersV2Request;
import software.amazon.awssdk.services.kafka.model.ListClustersV2Response;
import software.amazon.awssdk.services.kafka.model.ListConfigurationsRequest;
import software.amazon.awssdk.services.kafka.model.ListConfigurationsResponse;
import software.amazon.awssdk.services.kafka.model.ListKafkaVersionsRequest;
import software.amazon.awssdk.services.kafka.model.ListKafkaVersionsResponse;
import software.amazon.awssdk.services.kafka.model.ListNodesRequest;
import software.amazon.awssdk.services.kafka.model.ListNodesResponse;
import software.amazon.awssdk.services.kafka.model.ListScramSecretsRequest;
import software.amazon.awssdk.services.kafka.model.ListScramSecretsResponse;
import software.amazon.awssdk.services.kafka.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.kafka.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.kafka.model.ListTopicsRequest;
import software.amazon.awssdk.services.kafka.model.ListTopicsResponse;
import software.amazon.awssdk.services.kafka.model.NodeInfo;
import software.amazon.awssdk.services.kafka.model.TagResourceRequest;
import software.amazon.awssdk.services.kafka.model.TagResourceResponse;
import software.amazon.awssdk.services.kafka.model.TopicInfo;
import software.amazon.awssdk.services.kafka.model.UntagResourceRequest;
import software.amazon.awssdk.services.kafka.model.UntagResourceResponse;

/** The API of MSK. */
public final class MskService implements KafkaClient {
    private static final String INVALID = "BadRequestException";
    private static final int PAGE = 100;
    private static final List<String> VERSIONS = List.of("4.1.x", "4.0.x", "3.9.x", "3.8.x", "3.7.x", "3.6.0");

    private final Clusters clusters;
    private final ScramUsers users;
    private final ClientAuthorities authorities;
    private final Configurations configurations;
    private final ClusterViews views;

    /** @param certificates PEM for the ARN of an authority's certificate; throws an ApiException when there is none */
    public MskService(
            Store store,
            Clock clock,
            Engines engines,
            Secrets secrets,
            UnaryOperator<String> certificates,
            String region,
            String account) {
        clusters = new Clusters(store, clock, engines, region, account);
        views = new ClusterViews(store.tags());
        users = new ScramUsers(clusters, secrets);
        authorities = new ClientAuthorities(clusters, certificates);
        configurations = new Configurations(store, clock, region, account);
        secrets.listen(users::secretChanged);
        engines.kafka().thenRun(users::refresh);
        engines.kafka().thenRun(authorities::refresh);
    }

    /** Logins of the platform's access keys at the broker. */
    public KafkaAccess access(SignatureVerifier verifier, Identity identity, Clock clock) {
        return new KafkaAccess(verifier, identity, clusters, clock);
    }

    /** This service as the listener knows it. */
    public WireService wire() {
        return new SdkRestService(
                new SdkService(
                        new SdkService.Form(
                                "kafka", "Kafka", KafkaClient.class, "operations.txt", INVALID, MskFaults::of),
                        this),
                MskService.class,
                "paths.txt");
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}

    private static <T> Page<T> page(List<T> all, Integer size, String token) {
        return Page.of(all, size, PAGE, token, INVALID);
    }

    // clusters

    @Override
    public CreateClusterResponse createCluster(CreateClusterRequest request) {
        Clusters.Row cluster = create(request.clusterName(), false, request, request.tags());
        return CreateClusterResponse.builder()
                .clusterArn(cluster.arn())
                .clusterName(request.clusterName())
                .state(ClusterState.CREATING)
                .build();
    }

    private Clusters.Row create(String name, boolean serverless, SdkPojo request, Map<String, String> tags) {
        JsonNode said = PojoCodec.write(request);
        authorities.check(said);
        Clusters.Row cluster = clusters.create(name, serverless, request, tags);
        if (ClientAuthorities.wanted(said)) {
            authorities.apply();
        }
        return cluster;
    }

    @Override
    public CreateClusterV2Response createClusterV2(CreateClusterV2Request request) {
        boolean serverless = request.serverless() != null;
        if (serverless == (request.provisioned() != null)) {
            throw MskFaults.value("Give either provisioned or serverless.", "provisioned");
        }
        Clusters.Row cluster = create(
                request.clusterName(),
                serverless,
                serverless ? request.serverless() : request.provisioned(),
                request.tags());
        return CreateClusterV2Response.builder()
                .clusterArn(cluster.arn())
                .clusterName(request.clusterName())
                .clusterType(serverless ? ClusterType.SERVERLESS : ClusterType.PROVISIONED)
                .state(ClusterState.CREATING)
                .build();
    }

    @Override
    public DescribeClusterResponse describeCluster(DescribeClusterRequest request) {
        return DescribeClusterResponse.builder()
                .clusterInfo(views.first(clusters.require(request.clusterArn())))
                .build();
    }

    @Override
    public DescribeClusterV2Response describeClusterV2(DescribeClusterV2Request request) {
        return DescribeClusterV2Response.builder()
                .clusterInfo(views.second(clusters.require(request.clusterArn())))
                .build();
    }

    @Override
    public ListClustersResponse listClusters(ListClustersRequest request) {
        Page<Clusters.Row> page = page(
                clusters.list(request.clusterNameFilter()).stream()
                        .filter(cluster -> !cluster.serverless())
                        .toList(),
                request.maxResults(),
                request.nextToken());
        return ListClustersResponse.builder()
                .clusterInfoList(page.items().stream().map(views::first).toList())
                .nextToken(page.next())
                .build();
    }

    @Override
    public ListClustersV2Response listClustersV2(ListClustersV2Request request) {
        String type = request.clusterTypeFilter();
        Page<Clusters.Row> page = page(
                clusters.list(request.clusterNameFilter()).stream()
                        .filter(cluster -> type == null || cluster.serverless() == type.equals("SERVERLESS"))
                        .toList(),
                request.maxResults(),
                request.nextToken());
        return ListClustersV2Response.builder()
                .clusterInfoList(page.items().stream().map(views::second).toList())
                .nextToken(page.next())
                .build();
    }

    /** Topics and their records stay: they are the platform's, and other clusters are names for the same Kafka. */
    @Override
    public DeleteClusterResponse deleteCluster(DeleteClusterRequest request) {
        Clusters.Row cluster = clusters.require(request.clusterArn());
        if (request.currentVersion() != null && !request.currentVersion().equals(cluster.currentVersion())) {
            throw MskFaults.value(
                    "The current version of the cluster is " + cluster.currentVersion() + ".", "currentVersion");
        }
        users.clear(cluster);
        clusters.delete(cluster);
        if (ClientAuthorities.wanted(cluster.request())) {
            authorities.apply();
        }
        return DeleteClusterResponse.builder()
                .clusterArn(cluster.arn())
                .state(ClusterState.DELETING)
                .build();
    }

    @Override
    public GetBootstrapBrokersResponse getBootstrapBrokers(GetBootstrapBrokersRequest request) {
        return BrokerStrings.of(
                clusters.require(request.clusterArn()), clusters.engines().startedKafka());
    }

    @Override
    public ListNodesResponse listNodes(ListNodesRequest request) {
        Clusters.Row cluster = clusters.require(request.clusterArn());
        Page<NodeInfo> page = page(
                ClusterViews.nodes(cluster, clusters.engines().startedKafka().bootstrapServers()),
                request.maxResults(),
                request.nextToken());
        return ListNodesResponse.builder()
                .nodeInfoList(page.items())
                .nextToken(page.next())
                .build();
    }

    // users

    @Override
    public BatchAssociateScramSecretResponse batchAssociateScramSecret(BatchAssociateScramSecretRequest request) {
        return BatchAssociateScramSecretResponse.builder()
                .clusterArn(request.clusterArn())
                .unprocessedScramSecrets(users.associate(request.clusterArn(), request.secretArnList()))
                .build();
    }

    @Override
    public BatchDisassociateScramSecretResponse batchDisassociateScramSecret(
            BatchDisassociateScramSecretRequest request) {
        return BatchDisassociateScramSecretResponse.builder()
                .clusterArn(request.clusterArn())
                .unprocessedScramSecrets(users.disassociate(request.clusterArn(), request.secretArnList()))
                .build();
    }

    @Override
    public ListScramSecretsResponse listScramSecrets(ListScramSecretsRequest request) {
        Page<String> page = page(
                List.copyOf(clusters.require(request.clusterArn()).users().keySet()),
                request.maxResults(),
                request.nextToken());
        return ListScramSecretsResponse.builder()
                .secretArnList(page.items())
                .nextToken(page.next())
                .build();
    }

    // topics

    @Override
    public ListTopicsResponse listTopics(ListTopicsRequest request) {
        Clusters.Row cluster = clusters.require(request.clusterArn());
        Page<KafkaEngine.TopicDescription> page =
                page(clusters.engines().startedKafka().topics(), request.maxResults(), request.nextToken());
        return ListTopicsResponse.builder()
                .topics(page.items().stream()
                        .map(topic -> TopicInfo.builder()
                                .topicName(topic.name())
                                .topicArn(topicArn(cluster, topic.name()))
                                .partitionCount(topic.partitions())
                                .build())
                        .toList())
                .nextToken(page.next())
                .build();
    }

    private static String topicArn(Clusters.Row cluster, String topic) {
        return cluster.arn().replace(":cluster/", ":topic/") + "/" + topic;
    }

    @Override
    public DescribeTopicResponse describeTopic(DescribeTopicRequest request) {
        Clusters.Row cluster = clusters.require(request.clusterArn());
        KafkaEngine.TopicDescription topic = clusters.engines().startedKafka().topics().stream()
                .filter(each -> each.name().equals(request.topicName()))
                .findFirst()
                .orElseThrow(() -> new io.crosscurrent.server.aws.ApiException(
                        "UnknownTopicOrPartitionException",
                        404,
                        "There is no topic " + request.topicName() + ".",
                        Map.of("invalidParameter", "topicName")));
        return DescribeTopicResponse.builder()
                .topicArn(topicArn(cluster, topic.name()))
                .topicName(topic.name())
                .partitionCount(topic.partitions())
                .status("ACTIVE")
                .build();
    }

    // versions, configurations, tags

    @Override
    public ListKafkaVersionsResponse listKafkaVersions(ListKafkaVersionsRequest request) {
        return ListKafkaVersionsResponse.builder()
                .kafkaVersions(VERSIONS.stream()
                        .map(version -> KafkaVersion.builder()
                                .version(version)
                                .status(KafkaVersionStatus.ACTIVE)
                                .build())
                        .toList())
                .build();
    }

    @Override
    public GetCompatibleKafkaVersionsResponse getCompatibleKafkaVersions(GetCompatibleKafkaVersionsRequest request) {
        return GetCompatibleKafkaVersionsResponse.builder()
                .compatibleKafkaVersions(CompatibleKafkaVersion.builder()
                        .sourceVersion(VERSIONS.get(0))
                        .targetVersions(VERSIONS)
                        .build())
                .build();
    }

    @Override
    public CreateConfigurationResponse createConfiguration(CreateConfigurationRequest request) {
        return configurations.create(request);
    }

    @Override
    public DescribeConfigurationResponse describeConfiguration(DescribeConfigurationRequest request) {
        return configurations.describe(request);
    }

    @Override
    public DescribeConfigurationRevisionResponse describeConfigurationRevision(
            DescribeConfigurationRevisionRequest request) {
        return configurations.revision(request);
    }

    @Override
    public ListConfigurationsResponse listConfigurations(ListConfigurationsRequest request) {
        return configurations.list(request);
    }

    @Override
    public DeleteConfigurationResponse deleteConfiguration(DeleteConfigurationRequest request) {
        return configurations.delete(request);
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        clusters.require(request.resourceArn());
        return ListTagsForResourceResponse.builder()
                .tags(clusters.store().tags().of(request.resourceArn()))
                .build();
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        clusters.require(request.resourceArn());
        clusters.store().tags().put(request.resourceArn(), request.tags());
        return TagResourceResponse.builder().build();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        clusters.require(request.resourceArn());
        clusters.store().tags().remove(request.resourceArn(), request.tagKeys());
        return UntagResourceResponse.builder().build();
    }
}
