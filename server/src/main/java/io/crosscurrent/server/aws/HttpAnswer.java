/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer ready for the wire. */
record HttpAnswer(int status, Map<String, String> headers, byte[] body) {
    static HttpAnswer json(String requestId, int status, ObjectNode body) {
        return new HttpAnswer(
                status,
                Map.of("x-amzn-RequestId", requestId, "Content-Type", "application/x-amz-json-1.1"),
                PojoCodec.bytes(body));
    }

    /** The code stands in header and body: some clients read only the one, some only the other. */
    static HttpAnswer jsonError(String requestId, ApiException failure) {
        ObjectNode body = PojoCodec.object();
        body.put("__type", failure.code());
        body.put("message", failure.getMessage());
        failure.extra().forEach((name, value) -> body.putPOJO(name, value));
        HttpAnswer plain = json(requestId, failure.status(), body);
        Map<String, String> headers = new LinkedHashMap<>(plain.headers());
        headers.put("x-amzn-ErrorType", failure.code());
        return new HttpAnswer(plain.status(), headers, plain.body());
    }

    static HttpAnswer xmlError(String requestId, ApiException failure) {
        String body = "<ErrorResponse><Error><Type>Sender</Type><Code>" + failure.code() + "</Code><Message>"
                + escaped(failure.getMessage()) + "</Message></Error><RequestId>" + requestId
                + "</RequestId></ErrorResponse>";
        return new HttpAnswer(
                failure.status(),
                Map.of("x-amzn-RequestId", requestId, "Content-Type", "text/xml"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
