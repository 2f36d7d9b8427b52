/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/** Reads the query protocol's form into the SDK's request classes. Unknown parameters are ignored. */
final class FormCodec {
    private FormCodec() {}

    /** @throws ApiException {@code MalformedInput}, naming the parameter, when a value has the wrong form */
    static SdkPojo read(FormTree form, Object builder) {
        return fill(form, (SdkPojo) builder, "");
    }

    private static SdkPojo fill(FormTree form, SdkPojo builder, String path) {
        for (SdkField<?> field : builder.sdkFields()) {
            FormTree node = form.child(field.locationName());
            if (node != null) {
                Object value = value(node, field, path + field.locationName());
                if (value != null) {
                    field.set(builder, value);
                }
            }
        }
        return (SdkPojo) ((Buildable) builder).build();
    }

    private static Object value(FormTree node, SdkField<?> field, String path) {
        return switch (field.marshallingType().getKnownType()) {
            case LIST -> list(node, field.getTrait(ListTrait.class), path);
            case MAP -> map(node, field.getTrait(MapTrait.class), path);
            case SDK_POJO -> fill(node, field.constructor().get(), path + ".");
            default -> node.value() == null ? null : scalar(node.value(), field, path);
        };
    }

    private static List<Object> list(FormTree node, ListTrait trait, String path) {
        String name = trait.memberLocationName() == null ? "member" : trait.memberLocationName();
        FormTree members = trait.isFlattened() ? node : node.child(name);
        List<Object> list = new ArrayList<>();
        if (members != null) {
            for (FormTree each : members.numbered()) {
                list.add(value(each, trait.memberFieldInfo(), path + "." + name + "." + (list.size() + 1)));
            }
        }
        return list;
    }

    private static Map<String, Object> map(FormTree node, MapTrait trait, String path) {
        FormTree entries = trait.isFlattened() ? node : node.child("entry");
        Map<String, Object> map = new LinkedHashMap<>();
        if (entries != null) {
            for (FormTree each : entries.numbered()) {
                FormTree key = each.child(trait.keyLocationName());
                FormTree value = each.child(trait.valueLocationName());
                if (key == null || key.value() == null || value == null) {
                    throw malformed(path, "entries with key and value");
                }
                map.put(key.value(), value(value, trait.valueFieldInfo(), path + "." + key.value()));
            }
        }
        return map;
    }

    private static Object scalar(String text, SdkField<?> field, String path) {
        try {
            return switch (field.marshallingType().getKnownType()) {
                case STRING -> text;
                case INTEGER -> Integer.valueOf(text);
                case SHORT -> Short.valueOf(text);
                case BYTE -> Byte.valueOf(text);
                case LONG -> Long.valueOf(text);
                case FLOAT -> Float.valueOf(text);
                case DOUBLE -> Double.valueOf(text);
                case BIG_DECIMAL -> new BigDecimal(text);
                case BOOLEAN -> flag(text, path);
                case INSTANT -> OffsetDateTime.parse(text).toInstant();
                case SDK_BYTES -> SdkBytes.fromByteArray(Base64.getDecoder().decode(text));
                default -> throw malformed(path, "a type this server reads");
            };
        } catch (NumberFormatException e) {
            throw malformed(path, "a number");
        } catch (DateTimeException e) {
            throw malformed(path, "a time such as 2026-01-31T12:00:00Z");
        } catch (IllegalArgumentException e) {
            throw malformed(path, "base64 text");
        }
    }

    private static Boolean flag(String text, String path) {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.valueOf(text);
        }
        throw malformed(path, "true or false");
    }

    private static ApiException malformed(String path, String what) {
        return new ApiException("MalformedInput", "The parameter " + path + " must be " + what + ".");
    }
}
