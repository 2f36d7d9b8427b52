/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * RPC v2 CBOR. Requests become the same tree as JSON ones; in answers a time is tag 1 with a double.
 *
 * @see <a href="https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html">Smithy RPC v2 CBOR</a>
 */
final class CborCodec {
    private static final int TIME_TAG = 1;
    private static final CBORFactory FACTORY =
            CBORFactory.builder().streamReadConstraints(PojoCodec.CONSTRAINTS).build();
    private static final CBORMapper CBOR = new CBORMapper(FACTORY);

    private CborCodec() {}

    static ObjectNode parse(byte[] body) {
        if (body.length == 0) {
            return PojoCodec.object();
        }
        try {
            JsonNode tree = CBOR.readTree(body);
            if (tree instanceof ObjectNode object) {
                return object;
            }
            throw new ApiException("SerializationException", "The request body must be a CBOR map.");
        } catch (IOException e) {
            throw new ApiException("SerializationException", "The request body is not valid CBOR.");
        }
    }

    static byte[] write(SdkPojo pojo) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CBORGenerator out = FACTORY.createGenerator(bytes)) {
            value(pojo, out);
        } catch (IOException e) {
            throw new IllegalStateException("an answer could not be written as CBOR", e);
        }
        return bytes.toByteArray();
    }

    static byte[] error(ApiException failure) {
        try {
            return CBOR.writeValueAsBytes(Map.of("__type", failure.code(), "message", failure.getMessage()));
        } catch (IOException e) {
            throw new IllegalStateException("an error could not be written as CBOR", e);
        }
    }

    private static void value(Object value, CBORGenerator out) throws IOException {
        if (value instanceof SdkPojo pojo) {
            out.writeStartObject();
            for (SdkField<?> field : pojo.sdkFields()) {
                Object member = field.getValueOrDefault(pojo);
                if (member != null
                        && !(member instanceof SdkAutoConstructList<?>)
                        && !(member instanceof SdkAutoConstructMap<?, ?>)) {
                    out.writeFieldName(field.locationName());
                    value(member, out);
                }
            }
            out.writeEndObject();
        } else if (value instanceof List<?> list) {
            out.writeStartArray();
            for (Object each : list) {
                value(each, out);
            }
            out.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.writeFieldName(entry.getKey().toString());
                value(entry.getValue(), out);
            }
            out.writeEndObject();
        } else if (value instanceof Instant instant) {
            out.writeTag(TIME_TAG);
            out.writeNumber(instant.toEpochMilli() / 1000.0);
        } else if (value instanceof SdkBytes bytes) {
            out.writeBinary(bytes.asByteArrayUnsafe());
        } else if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            out.writeNumber(((Number) value).intValue());
        } else if (value instanceof Long number) {
            out.writeNumber(number);
        } else if (value instanceof Number number) {
            out.writeNumber(number.doubleValue());
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else {
            out.writeString(value.toString());
        }
    }
}
