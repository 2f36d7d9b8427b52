/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * Writes the answers of the query protocol: {@code XResponse} around {@code XResult}, which is there even when it has no
 * members, because clients look for it.
 */
final class XmlCodec {
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newFactory();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final XMLStreamWriter out;

    private XmlCodec(XMLStreamWriter out) {
        this.out = out;
    }

    @FunctionalInterface
    private interface Content {
        void write(XmlCodec codec) throws XMLStreamException;
    }

    static byte[] response(String operation, String namespace, SdkPojo result, String requestId) {
        return document(operation + "Response", namespace, codec -> {
            codec.out.writeStartElement(operation + "Result");
            codec.members(result);
            codec.out.writeEndElement();
            codec.out.writeStartElement("ResponseMetadata");
            codec.leaf("RequestId", requestId);
            codec.out.writeEndElement();
        });
    }

    static byte[] error(String requestId, ApiException failure) {
        return document("ErrorResponse", "", codec -> {
            codec.out.writeStartElement("Error");
            codec.leaf("Type", failure.status() >= 500 ? "Receiver" : "Sender");
            codec.leaf("Code", failure.code());
            codec.leaf("Message", failure.getMessage());
            codec.out.writeEndElement();
            codec.leaf("RequestId", requestId);
        });
    }

    private static byte[] document(String root, String namespace, Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter writer = FACTORY.createXMLStreamWriter(bytes, "UTF-8");
            writer.writeStartDocument("UTF-8", "1.0");
            writer.writeStartElement(root);
            if (!namespace.isEmpty()) {
                writer.writeDefaultNamespace(namespace);
            }
            content.write(new XmlCodec(writer));
            writer.writeEndElement();
            writer.writeEndDocument();
            writer.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("an answer could not be written as XML", e);
        }
        return bytes.toByteArray();
    }

    private void members(SdkPojo pojo) throws XMLStreamException {
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (value != null
                    && !(value instanceof SdkAutoConstructList<?>)
                    && !(value instanceof SdkAutoConstructMap<?, ?>)) {
                element(field.unmarshallLocationName(), value, field);
            }
        }
    }

    private void element(String name, Object value, SdkField<?> field) throws XMLStreamException {
        out.writeStartElement(name);
        if (value instanceof SdkPojo nested) {
            members(nested);
        } else if (value instanceof List<?> list) {
            ListTrait trait = field.getTrait(ListTrait.class);
            String member = trait.memberLocationName() == null ? "member" : trait.memberLocationName();
            for (Object each : list) {
                element(member, each, trait.memberFieldInfo());
            }
        } else if (value instanceof Map<?, ?> map) {
            MapTrait trait = field.getTrait(MapTrait.class);
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.writeStartElement("entry");
                leaf(trait.keyLocationName(), entry.getKey().toString());
                element(trait.valueLocationName(), entry.getValue(), trait.valueFieldInfo());
                out.writeEndElement();
            }
        } else {
            text(scalar(value));
        }
        out.writeEndElement();
    }

    private static String scalar(Object value) {
        if (value instanceof Instant instant) {
            return TIME.format(instant);
        }
        if (value instanceof SdkBytes bytes) {
            return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
        }
        if (value instanceof Double || value instanceof Float) {
            return new BigDecimal(value.toString()).toPlainString();
        }
        return value.toString();
    }

    private void leaf(String name, String value) throws XMLStreamException {
        out.writeStartElement(name);
        text(value);
        out.writeEndElement();
    }

    /** What XML cannot carry is shown as U+FFFD, and a carriage return as a reference, which a reader would drop. */
    private void text(String value) throws XMLStreamException {
        StringBuilder run = new StringBuilder();
        for (int point : value.codePoints().toArray()) {
            if (point == '\r') {
                out.writeCharacters(run.toString());
                run.setLength(0);
                out.writeEntityRef("#13");
            } else {
                boolean carried = point == '\t'
                        || point == '\n'
                        || point >= 0x20 && point != 0xFFFE && point != 0xFFFF && (point < 0xD800 || point > 0xDFFF);
                run.appendCodePoint(carried ? point : 0xFFFD);
            }
        }
        out.writeCharacters(run.toString());
    }
}
