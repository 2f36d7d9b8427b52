/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer ready for the wire. */
public record HttpAnswer(int status, Map<String, String> headers, byte[] body) {
    private static final String JSON = "application/x-amz-json-1.1";
    private static final String CBOR = "application/cbor";

    /** @param asked content type of the request, which the answer takes over: there are JSON 1.0 and 1.1 */
    static HttpAnswer json(String requestId, String asked, ObjectNode body) {
        return of(requestId, 200, asked.startsWith("application/x-amz-json-1.0") ? asked : JSON, PojoCodec.bytes(body));
    }

    public static HttpAnswer of(String requestId, int status, String contentType, byte[] body) {
        return new HttpAnswer(status, Map.of("x-amzn-RequestId", requestId, "Content-Type", contentType), body);
    }

    static HttpAnswer xml(String requestId, byte[] body) {
        return of(requestId, 200, "text/xml", body);
    }

    static HttpAnswer cbor(String requestId, byte[] body) {
        return of(requestId, 200, CBOR, body).with("smithy-protocol", "rpc-v2-cbor");
    }

    /** The same with one header more. */
    public HttpAnswer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpAnswer(status, more, body);
    }

    /** The code stands in header and body: some clients read only the one, some only the other. */
    static HttpAnswer jsonError(String requestId, ApiException failure) {
        ObjectNode body = PojoCodec.object();
        body.put("__type", failure.code());
        body.put("message", failure.getMessage());
        failure.extra().forEach((name, value) -> body.putPOJO(name, value));
        return of(requestId, failure.status(), JSON, PojoCodec.bytes(body)).with("x-amzn-ErrorType", failure.code());
    }

    static HttpAnswer xmlError(String requestId, ApiException failure) {
        return of(requestId, failure.status(), "text/xml", XmlCodec.error(requestId, failure));
    }

    static HttpAnswer cborError(String requestId, ApiException failure) {
        return of(requestId, failure.status(), CBOR, CborCodec.error(failure))
                .with("smithy-protocol", "rpc-v2-cbor")
                .with("x-amzn-query-error", failure.code() + ";Sender");
    }
}
