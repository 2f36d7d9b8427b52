/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers operations with prepared documents and remembers which were called. */
final class FakePlatform implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Deque<String>> answers = new HashMap<>();
    private final List<String> calls = new ArrayList<>();

    FakePlatform() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The next answer to an operation; a document with {@code __type} becomes HTTP 400. */
    FakePlatform answers(String operation, String document) {
        answers.computeIfAbsent(operation, name -> new ArrayDeque<>()).add(document);
        return this;
    }

    List<String> calls() {
        return List.copyOf(calls);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        String operation = target.substring(target.indexOf('.') + 1);
        calls.add(operation);
        String signature = exchange.getRequestHeaders().getFirst("Authorization");
        Deque<String> prepared = answers.getOrDefault(operation, new ArrayDeque<>());
        String body = signature.startsWith("AWS4-HMAC-SHA256 ")
                ? prepared.isEmpty() ? "{}" : prepared.poll()
                : "{\"__type\": \"MissingAuthenticationToken\"}";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(body.contains("__type") ? 400 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
