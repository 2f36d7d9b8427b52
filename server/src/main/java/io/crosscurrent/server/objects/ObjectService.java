/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.objects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.HttpAnswer;
import io.crosscurrent.server.aws.HttpCall;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.aws.RestService;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * S3 with buckets in the path: put, get, head, delete and list objects. Every bucket is there; making one is accepted.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html">AWS: S3
 *     operations</a>
 */
public final class ObjectService implements RestService {
    private static final String XML = "application/xml";
    private static final DateTimeFormatter RFC_1123 = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private final ObjectStore store;
    private final Uploads uploads;

    public ObjectService(ObjectStore store) {
        this.store = store;
        this.uploads = new Uploads(store);
    }

    @Override
    public String signingName() {
        return "s3";
    }

    @Override
    public String targetPrefix() {
        return "AmazonS3";
    }

    @Override
    public ObjectNode answer(String operation, ObjectNode request) {
        throw new ApiException("UnknownOperationException", "S3 is spoken to by methods and paths.");
    }

    /** What a path names. @param key "" for the bucket itself */
    private record Place(String bucket, String key) {
        static Place of(String rawPath) {
            String[] parts = rawPath.substring(1).split("/", 2);
            return new Place(decoded(parts[0]), parts.length < 2 ? "" : decoded(parts[1]));
        }

        private static String decoded(String text) {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        }
    }

    @Override
    public HttpAnswer answer(HttpCall call, String requestId, BiConsumer<String, Supplier<ObjectNode>> permission) {
        Place place = Place.of(call.rawPath());
        boolean object = !place.key().isEmpty();
        String operation = operation(call.method(), object);
        permission.accept(operation, () -> PojoCodec.object()
                .put("ResourceArn", "arn:aws:s3:::" + place.bucket() + (object ? "/" + place.key() : "")));
        try {
            return object ? object(call, place, requestId) : bucket(call, place, requestId);
        } catch (IllegalArgumentException e) {
            return error(requestId, 400, "InvalidBucketName", "The specified bucket is not valid: " + e.getMessage());
        }
    }

    private static String operation(String method, boolean object) {
        return switch (method) {
            case "PUT" -> object ? "PutObject" : "CreateBucket";
            case "POST" -> "PutObject";
            case "DELETE" -> object ? "DeleteObject" : "DeleteBucket";
            default -> object ? "GetObject" : "ListBucket";
        };
    }

    /** A part of an upload, its beginning or its end. */
    private HttpAnswer upload(HttpCall call, Place place, Map<String, String> query, String requestId) {
        String id = query.getOrDefault("uploadId", "");
        String name = "<Bucket>" + escaped(place.bucket()) + "</Bucket><Key>" + escaped(place.key()) + "</Key>";
        switch (call.method()) {
            case "POST" -> {
                if (query.containsKey("uploads")) {
                    return xml(
                            requestId,
                            "<InitiateMultipartUploadResult>" + name + "<UploadId>"
                                    + uploads.begin(place.bucket(), place.key())
                                    + "</UploadId></InitiateMultipartUploadResult>");
                }
                String etag = uploads.complete(
                        id, place.bucket(), place.key(), new String(call.body(), StandardCharsets.UTF_8));
                return xml(
                        requestId,
                        "<CompleteMultipartUploadResult>" + name + "<ETag>&quot;" + etag
                                + "&quot;</ETag></CompleteMultipartUploadResult>");
            }
            case "PUT" -> {
                String etag = uploads.part(
                        id, place.bucket(), place.key(), number(query.getOrDefault("partNumber", "")), call.body());
                return HttpAnswer.of(requestId, 200, XML, new byte[0]).with("ETag", "\"" + etag + "\"");
            }
            case "DELETE" -> {
                uploads.abort(id, place.bucket(), place.key());
                return HttpAnswer.of(requestId, 204, XML, new byte[0]);
            }
            default -> {
                return error(requestId, 405, "MethodNotAllowed", "The method is not allowed against this resource.");
            }
        }
    }

    private HttpAnswer object(HttpCall call, Place place, String requestId) {
        if (call.header("content-encoding").contains("aws-chunked")) {
            return error(requestId, 501, "NotImplemented", "Bodies in signed chunks are not read; send it as a whole.");
        }
        Map<String, String> query = query(call.rawQuery());
        if (query.containsKey("uploads") || query.containsKey("uploadId")) {
            try {
                return upload(call, place, query, requestId);
            } catch (Uploads.Refused e) {
                return error(requestId, e.status, e.code, e.getMessage());
            }
        }
        switch (call.method()) {
            case "PUT" -> {
                String etag = store.put(place.bucket(), place.key(), call.body());
                return HttpAnswer.of(requestId, 200, XML, new byte[0]).with("ETag", "\"" + etag + "\"");
            }
            case "DELETE" -> {
                store.delete(place.bucket(), place.key());
                return HttpAnswer.of(requestId, 204, XML, new byte[0]);
            }
            case "GET", "HEAD" -> {
                return read(call, place, requestId);
            }
            default -> {
                return error(requestId, 405, "MethodNotAllowed", "The method is not allowed against this resource.");
            }
        }
    }

    private HttpAnswer read(HttpCall call, Place place, String requestId) {
        Optional<byte[]> content = store.get(place.bucket(), place.key());
        if (content.isEmpty()) {
            return call.method().equals("HEAD")
                    ? HttpAnswer.of(requestId, 404, XML, new byte[0])
                    : error(requestId, 404, "NoSuchKey", "The specified key does not exist.");
        }
        ObjectStore.Entry entry = store.list(place.bucket(), place.key()).stream()
                .filter(each -> each.key().equals(place.key()))
                .findFirst()
                .orElseThrow(() -> new ApiException("NoSuchKey", 404, "The specified key does not exist.", Map.of()));
        HttpAnswer answer = HttpAnswer.of(
                        requestId,
                        200,
                        "application/octet-stream",
                        call.method().equals("HEAD") ? new byte[0] : content.get())
                .with("ETag", "\"" + entry.etag() + "\"")
                .with("Last-Modified", RFC_1123.format(entry.changed()));
        return call.method().equals("HEAD") ? answer.with("Content-Length", Long.toString(entry.size())) : answer;
    }

    private HttpAnswer bucket(HttpCall call, Place place, String requestId) {
        Map<String, String> query = query(call.rawQuery());
        if (place.bucket().isEmpty()) {
            return xml(requestId, "<ListAllMyBucketsResult><Buckets/></ListAllMyBucketsResult>");
        }
        List<ObjectStore.Entry> entries = store.list(place.bucket(), query.getOrDefault("prefix", ""));
        if (!call.method().equals("GET")) {
            return HttpAnswer.of(requestId, 200, XML, new byte[0]);
        }
        if (query.containsKey("location")) {
            return xml(requestId, "<LocationConstraint xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"/>");
        }
        if (query.containsKey("encryption")) {
            return error(
                    requestId,
                    404,
                    "ServerSideEncryptionConfigurationNotFoundError",
                    "The server side encryption configuration was not found");
        }
        int most = Math.max(0, number(query.getOrDefault("max-keys", "1000")));
        StringBuilder out = new StringBuilder(
                        "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>")
                .append(escaped(place.bucket()))
                .append("</Name><KeyCount>")
                .append(Math.min(most, entries.size()))
                .append("</KeyCount><MaxKeys>")
                .append(most)
                .append("</MaxKeys><IsTruncated>")
                .append(entries.size() > most)
                .append("</IsTruncated>");
        entries.stream().limit(most).forEach(entry -> out.append("<Contents><Key>")
                .append(escaped(entry.key()))
                .append("</Key><LastModified>")
                .append(entry.changed())
                .append("</LastModified><ETag>&quot;")
                .append(entry.etag())
                .append("&quot;</ETag><Size>")
                .append(entry.size())
                .append("</Size></Contents>"));
        return xml(requestId, out.append("</ListBucketResult>").toString());
    }

    private static int number(String text) {
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 1000;
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new HashMap<>();
        for (String part : raw.split("&")) {
            int equals = part.indexOf('=');
            query.put(
                    Place.decoded(equals < 0 ? part : part.substring(0, equals)),
                    equals < 0 ? "" : Place.decoded(part.substring(equals + 1)));
        }
        return query;
    }

    private static HttpAnswer xml(String requestId, String body) {
        return HttpAnswer.of(requestId, 200, XML, body.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpAnswer error(String requestId, int status, String code, String message) {
        String body = "<Error><Code>" + code + "</Code><Message>" + escaped(message) + "</Message><RequestId>"
                + requestId + "</RequestId></Error>";
        return HttpAnswer.of(requestId, status, XML, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
