/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** Objects of the AWS SDK as plain maps and lists, by the names of the wire: what the AWS command line would print. */
final class SdkJson {
    private SdkJson() {}

    static Object plain(Object value) {
        if (value instanceof SdkPojo pojo) {
            return members(pojo);
        }
        if (value instanceof Collection<?> many) {
            List<Object> list = new ArrayList<>();
            many.forEach(one -> list.add(plain(one)));
            return list;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> members = new LinkedHashMap<>();
            map.forEach((name, member) -> members.put(name.toString(), plain(member)));
            return members;
        }
        if (value instanceof SdkBytes bytes) {
            return bytes.asByteArray();
        }
        boolean known = value == null
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof String
                || value instanceof JsonNode;
        return known ? value : value.toString();
    }

    private static Map<String, Object> members(SdkPojo pojo) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                members.put(field.locationName(), plain(value));
            }
        }
        return members;
    }
}
