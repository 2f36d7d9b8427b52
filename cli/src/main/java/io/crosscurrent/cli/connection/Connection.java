/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.connection;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Clients of one platform, each made when first used. Safe for use by several threads. */
public final class Connection implements AutoCloseable {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(60);

    private final ConnectionSettings settings;
    private final StaticCredentialsProvider credentials;
    private SdkHttpClient http;
    private DatabaseMigrationClient migration;
    private SecretsManagerClient secrets;
    private CloudFormationClient stacks;
    private PlatformApi platform;

    public Connection(ConnectionSettings settings) {
        this.settings = settings;
        credentials = StaticCredentialsProvider.create(
                AwsBasicCredentials.create(settings.accessKey(), settings.secretKey()));
    }

    public ConnectionSettings settings() {
        return settings;
    }

    public synchronized DatabaseMigrationClient migration() {
        if (migration == null) {
            migration = client(DatabaseMigrationClient.builder());
        }
        return migration;
    }

    public synchronized SecretsManagerClient secrets() {
        if (secrets == null) {
            secrets = client(SecretsManagerClient.builder());
        }
        return secrets;
    }

    public synchronized CloudFormationClient stacks() {
        if (stacks == null) {
            stacks = client(CloudFormationClient.builder());
        }
        return stacks;
    }

    /** The platform's own API: status, topics, SQL. */
    public synchronized PlatformApi platform() {
        if (platform == null) {
            platform = new PlatformApi(settings);
        }
        return platform;
    }

    @Override
    public synchronized void close() {
        if (migration != null) {
            migration.close();
        }
        if (secrets != null) {
            secrets.close();
        }
        if (stacks != null) {
            stacks.close();
        }
        if (http != null) {
            http.close();
        }
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(settings.endpoint())
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials)
                .httpClient(http())
                .overrideConfiguration(overrides())
                .build();
    }

    private SdkHttpClient http() {
        if (http == null) {
            http = UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT_LIMIT)
                    .socketTimeout(CALL_LIMIT)
                    .build();
        }
        return http;
    }

    private static ClientOverrideConfiguration overrides() {
        return ClientOverrideConfiguration.builder()
                .apiCallTimeout(CALL_LIMIT)
                .retryStrategy(DefaultRetryStrategy.doNotRetry())
                .defaultProfileFile(ProfileFile.aggregator().build())
                .build();
    }
}
