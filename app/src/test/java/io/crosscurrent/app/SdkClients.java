/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;

/** Clients of the AWS SDK for Java that note each command, as the AWS CLI calls it. */
final class SdkClients {
    private final PlatformProcess platform;
    private final Set<String> commands = new ConcurrentSkipListSet<>();

    SdkClients(PlatformProcess platform) {
        this.platform = platform;
    }

    /** Service and command, for example {@code dms create-endpoint}. */
    Set<String> commands() {
        return commands;
    }

    /** @param service as the AWS CLI calls it */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(String service, B builder) {
        return builder.endpointOverride(URI.create(platform.endpointUrl()))
                .region(Region.US_EAST_1)
                .httpClient(ApacheHttpClient.create())
                .credentialsProvider(platform.credentials())
                .overrideConfiguration(o -> o.addExecutionInterceptor(new ExecutionInterceptor() {
                    @Override
                    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                        commands.add(
                                service + " " + kebab(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME)));
                    }
                }))
                .build();
    }

    /** Notes the use of one of the SDK's waiters. */
    void waited(String service, String waiter) {
        commands.add(service + " wait " + waiter);
    }

    /** {@code CreateClusterV2} becomes {@code create-cluster-v2}. */
    private static String kebab(String operation) {
        return operation.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
