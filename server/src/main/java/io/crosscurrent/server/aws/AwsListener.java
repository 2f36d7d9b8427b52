/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletHandler;
import org.eclipse.jetty.http.UriCompliance;

/**
 * The one HTTP listener: answers AWS requests and leaves every other path to the pages added with {@code pages}. Started
 * by its constructor.
 */
public final class AwsListener implements AutoCloseable {
    /** Largest request body. Table mappings may have 2 MB and come escaped in a string. */
    private static final int BODY_BYTES = 6 << 20;
    /** Largest object of S3, and largest part of one. Only for requests that name a key we know. */
    private static final int OBJECT_BYTES = 128 << 20;
    /** How many such bodies are held in memory at once. */
    private static final Semaphore LARGE = new Semaphore(2);

    private final Javalin javalin;

    /**
     * @param hostNames names under which this listener may be called, beside addresses and {@code localhost}
     * @param port 0 chooses a free one
     * @param pages routes of pages on the same listener
     */
    public AwsListener(
            String bindHost,
            int port,
            Set<String> hostNames,
            SignatureVerifier signatures,
            Permission permission,
            List<WireService> services,
            Consumer<JavalinConfig> pages) {
        Router router = new Router(signatures, permission, services);
        HostRule hosts = new HostRule(hostNames);
        javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.http.maxRequestSize = (long) BODY_BYTES;
            config.jetty.host = bindHost;
            config.jetty.port = port;
            // MSK's paths carry ARNs with encoded slashes, which Jetty refuses by default
            config.jetty.modifyHttpConfiguration(http -> {
                http.setUriCompliance(UriCompliance.UNSAFE);
                http.setSendServerVersion(false);
            });
            config.jetty.modifyServletContextHandler(handler -> {
                ServletHandler servlets = handler.getServletHandler();
                servlets.setDecodeAmbiguousURIs(true);
            });
            config.routes.before(context -> answer(context, router, hosts));
            pages.accept(config);
        });
        try {
            javalin.start();
        } catch (JavalinBindException e) {
            throw new CrosscurrentException(
                    "server.port_in_use",
                    "Cannot listen on " + bindHost + ":" + port + ": " + e.getMessage(),
                    "End the program that uses the port, or choose another one.",
                    e);
        }
    }

    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }

    private static void answer(Context context, Router router, HostRule hosts) {
        String host = context.req().getHeader("Host");
        if (host != null && !hosts.allows(host)) {
            context.status(421)
                    .contentType("text/plain")
                    .result("This server is not called " + host + ". Use its address, or allow the name.");
            context.skipRemainingHandlers();
            return;
        }
        HttpCall head = call(context, new byte[0]);
        if (!Router.concerns(head)) {
            return;
        }
        boolean large = context.req().getContentLengthLong() > BODY_BYTES && router.storesObjects(head);
        HttpAnswer answer = large ? large(context, router) : answer(context, router, BODY_BYTES);
        context.status(answer.status());
        answer.headers().forEach(context::header);
        context.result(answer.body());
        context.skipRemainingHandlers();
    }

    private static HttpAnswer large(Context context, Router router) {
        LARGE.acquireUninterruptibly();
        try {
            return answer(context, router, OBJECT_BYTES);
        } finally {
            LARGE.release();
        }
    }

    private static HttpAnswer answer(Context context, Router router, int most) {
        byte[] body;
        try {
            body = context.req().getInputStream().readNBytes(most + 1);
        } catch (IOException e) {
            return refusal(400, "The request body ended too early.");
        }
        return body.length > most
                ? refusal(413, "The request body has more than " + most + " bytes.")
                : router.answer(call(context, body), origin(context));
    }

    private static HttpAnswer refusal(int status, String message) {
        return HttpAnswer.jsonError(
                "none", new ApiException("RequestEntityTooLargeException", status, message, Map.of()));
    }

    /** The peer itself: what a header says of others could be anything. */
    public static Origin origin(Context context) {
        String agent = context.req().getHeader("User-Agent");
        return new Origin(context.req().getRemoteAddr(), context.req().isSecure(), agent == null ? "" : agent);
    }

    private static HttpCall call(Context context, byte[] body) {
        Map<String, List<String>> headers = new HashMap<>();
        for (String name : Collections.list(context.req().getHeaderNames())) {
            headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                    .addAll(Collections.list(context.req().getHeaders(name)));
        }
        String path = context.req().getRequestURI();
        String query = context.req().getQueryString();
        return new HttpCall(
                context.req().getMethod().toUpperCase(Locale.ROOT),
                path == null || path.isEmpty() ? "/" : path,
                query == null ? "" : query,
                headers,
                body);
    }
}
