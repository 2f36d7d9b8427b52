/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.secret;

import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.Page;
import io.crosscurrent.server.aws.SdkService;
import io.crosscurrent.server.aws.WireService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.*;

/** The API of Secrets Manager. */
public final class SecretsService implements SecretsManagerClient {
    private static final String INVALID = "InvalidParameterException";

    private final Secrets secrets;

    public SecretsService(Secrets secrets) {
        this.secrets = secrets;
    }

    /** This service as the listener knows it. */
    public WireService wire() {
        return new SdkService(
                new SdkService.Form(
                        "secretsmanager",
                        "secretsmanager",
                        SecretsManagerClient.class,
                        "operations.txt",
                        INVALID,
                        failure -> new ApiException("InternalServiceError", 500, failure.oneLine(), Map.of())),
                this);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}

    @Override
    public CreateSecretResponse createSecret(CreateSecretRequest request) {
        SecretValue value = value(request.secretString(), request.secretBinary());
        String token = token(request.clientRequestToken());
        Secret secret = secrets.create(
                request.name(), request.description(), request.kmsKeyId(), tags(request.tags()), token, value);
        return CreateSecretResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .versionId(value == null ? null : token)
                .build();
    }

    @Override
    public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
        Secret secret = secrets.live(request.secretId());
        String version = request.versionId();
        if (version == null) {
            version =
                    secrets.versionAt(secret, request.versionStage() == null ? Secret.CURRENT : request.versionStage());
        } else if (request.versionStage() != null
                && !version.equals(secret.versionAt(request.versionStage()).orElse(null))) {
            throw new ApiException(
                    "InvalidRequestException",
                    "You provided a VersionStage that is not associated to the provided VersionId.");
        }
        SecretValue value = secrets.value(secret, version);
        return GetSecretValueResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .versionId(version)
                .secretString(value.binary() ? null : value.text())
                .secretBinary(value.binary() ? SdkBytes.fromByteArray(value.content()) : null)
                .versionStages(secret.versions().get(version).stages())
                .createdDate(secret.versions().get(version).createdAt())
                .build();
    }

    @Override
    public PutSecretValueResponse putSecretValue(PutSecretValueRequest request) {
        SecretValue value = value(request.secretString(), request.secretBinary());
        if (value == null) {
            throw new ApiException(INVALID, "You must provide either SecretString or SecretBinary.");
        }
        String token = token(request.clientRequestToken());
        Secret secret = secrets.put(request.secretId(), token, value, request.versionStages());
        return PutSecretValueResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .versionId(token)
                .versionStages(secret.versions().get(token).stages())
                .build();
    }

    @Override
    public UpdateSecretResponse updateSecret(UpdateSecretRequest request) {
        SecretValue value = value(request.secretString(), request.secretBinary());
        String token = token(request.clientRequestToken());
        Secret secret = secrets.change(
                request.secretId(), old -> old.described(request.description(), request.kmsKeyId(), secrets.now()));
        if (value != null) {
            secret = secrets.put(request.secretId(), token, value, List.of());
        }
        return UpdateSecretResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .versionId(value == null ? null : token)
                .build();
    }

    @Override
    public DeleteSecretResponse deleteSecret(DeleteSecretRequest request) {
        boolean atOnce = Boolean.TRUE.equals(request.forceDeleteWithoutRecovery());
        Long days = request.recoveryWindowInDays();
        if (atOnce && days != null) {
            throw new ApiException(
                    INVALID, "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
        }
        if (days != null && (days < 7 || days > 30)) {
            throw new ApiException(
                    INVALID, "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
        }
        Secret secret = secrets.delete(request.secretId(), atOnce, days == null ? 30 : days.intValue());
        return DeleteSecretResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .deletionDate(secret.deletedAt())
                .build();
    }

    @Override
    public RestoreSecretResponse restoreSecret(RestoreSecretRequest request) {
        Secret secret = secrets.restore(request.secretId());
        return RestoreSecretResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .build();
    }

    @Override
    public DescribeSecretResponse describeSecret(DescribeSecretRequest request) {
        Secret secret = secrets.any(request.secretId());
        return DescribeSecretResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .description(secret.description())
                .kmsKeyId(secret.kmsKeyId())
                .createdDate(secret.createdAt())
                .lastChangedDate(secret.changedAt())
                .deletedDate(secret.deletedAt())
                .tags(SecretFilters.tags(secret))
                .versionIdsToStages(secret.stages())
                .build();
    }

    @Override
    public ListSecretsResponse listSecrets(ListSecretsRequest request) {
        List<SecretListEntry> all = secrets.list(Boolean.TRUE.equals(request.includePlannedDeletion())).stream()
                .filter(secret -> SecretFilters.match(secret, request.filters()))
                .map(SecretFilters::entry)
                .toList();
        Page<SecretListEntry> page =
                Page.of(all, request.maxResults(), 100, request.nextToken(), "InvalidNextTokenException");
        return ListSecretsResponse.builder()
                .secretList(page.items())
                .nextToken(page.next())
                .build();
    }

    @Override
    public ListSecretVersionIdsResponse listSecretVersionIds(ListSecretVersionIdsRequest request) {
        Secret secret = secrets.any(request.secretId());
        boolean unstaged = Boolean.TRUE.equals(request.includeDeprecated());
        List<SecretVersionsListEntry> all = secret.versions().entrySet().stream()
                .filter(entry -> unstaged || !entry.getValue().stages().isEmpty())
                .map(entry -> SecretVersionsListEntry.builder()
                        .versionId(entry.getKey())
                        .versionStages(entry.getValue().stages())
                        .createdDate(entry.getValue().createdAt())
                        .build())
                .toList();
        Page<SecretVersionsListEntry> page =
                Page.of(all, request.maxResults(), 100, request.nextToken(), "InvalidNextTokenException");
        return ListSecretVersionIdsResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .versions(page.items())
                .nextToken(page.next())
                .build();
    }

    @Override
    public UpdateSecretVersionStageResponse updateSecretVersionStage(UpdateSecretVersionStageRequest request) {
        String stage = request.versionStage();
        Secret secret = secrets.change(request.secretId(), old -> {
            String holder = old.versionAt(stage).orElse(null);
            if (holder != null && !holder.equals(request.removeFromVersionId())) {
                throw new ApiException(
                        INVALID,
                        "The staging label " + stage + " is currently attached to version " + holder
                                + ", so you must explicitly reference that version in RemoveFromVersionId.");
            }
            String to = request.moveToVersionId();
            if (to != null && !old.versions().containsKey(to)) {
                throw new ApiException(
                        "ResourceNotFoundException",
                        "Secrets Manager can't find the specified secret value for VersionId: " + to);
            }
            if (to == null && stage.equals(Secret.CURRENT)) {
                throw new ApiException(INVALID, "The staging label AWSCURRENT can only be moved, not removed.");
            }
            return old.moved(stage, to, secrets.now());
        });
        return UpdateSecretVersionStageResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .build();
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        secrets.change(request.secretId(), old -> {
            Map<String, String> next = new HashMap<>(old.tags());
            next.putAll(tags(request.tags()));
            return old.tagged(next, secrets.now());
        });
        return TagResourceResponse.builder().build();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        secrets.change(request.secretId(), old -> {
            Map<String, String> next = new HashMap<>(old.tags());
            request.tagKeys().forEach(next::remove);
            return old.tagged(next, secrets.now());
        });
        return UntagResourceResponse.builder().build();
    }

    @Override
    public GetResourcePolicyResponse getResourcePolicy(GetResourcePolicyRequest request) {
        Secret secret = secrets.any(request.secretId());
        return GetResourcePolicyResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .build();
    }

    @Override
    public GetRandomPasswordResponse getRandomPassword(GetRandomPasswordRequest request) {
        return GetRandomPasswordResponse.builder()
                .randomPassword(RandomPassword.draw(request))
                .build();
    }

    private static SecretValue value(String text, SdkBytes bytes) {
        if (text != null && bytes != null) {
            throw new ApiException(INVALID, "You can't specify both a binary secret value and a string secret value.");
        }
        if (bytes != null) {
            return new SecretValue(bytes.asByteArray(), true);
        }
        return text == null ? null : SecretValue.text(text);
    }

    private static String token(String given) {
        return given == null || given.isBlank() ? UUID.randomUUID().toString() : given;
    }

    private static Map<String, String> tags(List<Tag> tags) {
        return tags.stream()
                .collect(Collectors.toMap(
                        Tag::key, tag -> tag.value() == null ? "" : tag.value(), (first, second) -> second));
    }
}
