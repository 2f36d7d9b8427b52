/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.iam;

import io.crosscurrent.server.aws.Page;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/** What the operations of IAM work on, and the forms they share. Policy documents are answered percent-encoded. */
record IamParts(Entities entities, Keys keys, Principals principals) {
    private static final int PAGE = 100;

    static String coded(String document) {
        return SdkHttpUtils.urlEncode(document);
    }

    static Map<String, String> tags(List<Tag> tags) {
        return tags.stream().collect(Collectors.toMap(Tag::key, Tag::value, (first, second) -> second));
    }

    List<Tag> tags(Entity entity) {
        return entities.store().tags().of(entity.arn()).entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    static <T> Page<T> page(List<T> all, Integer size, String marker) {
        return Page.of(all, size, PAGE, marker, "InvalidInput");
    }

    static List<AttachedPolicy> attached(Entity entity) {
        return entity.attached().stream()
                .map(arn -> AttachedPolicy.builder()
                        .policyArn(arn)
                        .policyName(arn.substring(arn.lastIndexOf('/') + 1))
                        .build())
                .toList();
    }
}
