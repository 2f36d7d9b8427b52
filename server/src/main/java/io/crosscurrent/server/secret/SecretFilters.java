/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.secret;

import io.crosscurrent.server.aws.ApiException;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** The filters of {@code ListSecrets}: filters are AND-ed, values OR-ed, a leading {@code !} negates a value. */
final class SecretFilters {
    private SecretFilters() {}

    static boolean match(Secret secret, List<Filter> filters) {
        return filters.stream().allMatch(filter -> filter.values().stream()
                .anyMatch(value -> value.startsWith("!")
                        ? !matches(secret, filter.keyAsString(), value.substring(1))
                        : matches(secret, filter.keyAsString(), value)));
    }

    private static boolean matches(Secret secret, String key, String value) {
        Predicate<String> prefix = text -> text != null && text.startsWith(value);
        Predicate<String> word =
                text -> text != null && text.toLowerCase(Locale.ROOT).contains(value.toLowerCase(Locale.ROOT));
        return switch (key == null ? "" : key) {
            case "name" -> prefix.test(secret.name());
            case "description" -> word.test(secret.description());
            case "tag-key" -> secret.tags().keySet().stream().anyMatch(prefix);
            case "tag-value" -> secret.tags().values().stream().anyMatch(prefix);
            case "all" ->
                Stream.of(
                                Stream.of(secret.name()),
                                Stream.ofNullable(secret.description()),
                                secret.tags().keySet().stream(),
                                secret.tags().values().stream())
                        .flatMap(each -> each)
                        .anyMatch(word);
            case "owning-service", "primary-region" -> false;
            default -> throw new ApiException("InvalidParameterException", "Unknown filter key " + key + ".");
        };
    }

    static SecretListEntry entry(Secret secret) {
        return SecretListEntry.builder()
                .arn(secret.arn())
                .name(secret.name())
                .description(secret.description())
                .kmsKeyId(secret.kmsKeyId())
                .createdDate(secret.createdAt())
                .lastChangedDate(secret.changedAt())
                .deletedDate(secret.deletedAt())
                .tags(tags(secret))
                .secretVersionsToStages(secret.stages())
                .build();
    }

    static List<Tag> tags(Secret secret) {
        return new TreeMap<>(secret.tags())
                .entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList();
    }
}
