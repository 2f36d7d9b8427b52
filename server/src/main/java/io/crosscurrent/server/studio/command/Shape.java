/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** What a member of a request may hold. */
sealed interface Shape {
    record Text() implements Shape {}

    record Flag() implements Shape {}

    /** @param whole without a fraction */
    record Count(boolean whole) implements Shape {}

    record Time() implements Shape {}

    record Items(Shape of) implements Shape {}

    record Entries(Shape of) implements Shape {}

    /** @param source asked when needed: structures may hold themselves */
    record Structure(Supplier<Map<String, Shape>> source) implements Shape {
        Map<String, Shape> members() {
            return source.get();
        }
    }

    /** The members of an SDK class by their names on the wire. */
    static Structure of(SdkPojo pojo) {
        List<SdkField<?>> fields = pojo.sdkFields();
        return new Structure(() -> {
            Map<String, Shape> members = new LinkedHashMap<>();
            fields.forEach(field -> members.put(field.locationName(), of(field)));
            return members;
        });
    }

    private static Shape of(SdkField<?> field) {
        MarshallingKnownType type = field.marshallingType().getKnownType();
        return switch (type) {
            case STRING, SDK_BYTES, NULL, DOCUMENT -> new Text();
            case BOOLEAN -> new Flag();
            case INTEGER, LONG, SHORT, BYTE -> new Count(true);
            case FLOAT, DOUBLE, BIG_DECIMAL -> new Count(false);
            case INSTANT -> new Time();
            case LIST -> new Items(of(field.getTrait(ListTrait.class).memberFieldInfo()));
            case MAP -> new Entries(of(field.getTrait(MapTrait.class).valueFieldInfo()));
            case SDK_POJO -> new Structure(() -> of(field.constructor().get()).members());
        };
    }
}
