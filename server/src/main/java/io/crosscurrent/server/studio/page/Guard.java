/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.engines.sql.SqlEngine.SqlFailure;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.AwsListener;
import io.crosscurrent.server.aws.Caller;
import io.crosscurrent.server.aws.Origin;
import io.crosscurrent.server.aws.Permission;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.aws.SigningKey;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before every request of the page: who is it, does it come from our own page, may they, and how failures are told.
 * Policies speak of it as {@code crosscurrent:OpenStudio} (look) and {@code crosscurrent:ExecuteStatement} (run).
 */
public final class Guard {
    static final String COOKIE = "crosscurrent-studio";
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final String OUR_HEADER = "X-Crosscurrent-Studio";

    private final Cookies cookies;
    private final SigningKey.Lookup keys;
    private final Permission permission;
    private final Function<SigningKey, String> names;
    private final String region;

    Guard(
            Cookies cookies,
            SigningKey.Lookup keys,
            Permission permission,
            Function<SigningKey, String> names,
            String region) {
        this.cookies = cookies;
        this.keys = keys;
        this.permission = permission;
        this.names = names;
        this.region = region;
    }

    /** What answers a request of somebody who is known. */
    @FunctionalInterface
    interface Page {
        void answer(Context context, Visitor visitor) throws Exception;
    }

    /** Lets only known visitors through, and only our own page change anything. */
    io.javalin.http.Handler known(Page page) {
        return context -> told(context, () -> {
            if (!context.req().getMethod().equals("GET")) {
                own(context);
            }
            page.answer(context, visitor(context));
        });
    }

    /** Before a stream of events: what fails is told, and the stream does not begin. */
    static io.javalin.http.Handler first(java.util.function.Consumer<Context> check) {
        return context -> {
            told(context, () -> check.accept(context));
            if (context.statusCode() >= 400) {
                context.skipRemainingHandlers();
            }
        };
    }

    Visitor visitor(Context context) {
        SigningKey key = cookies.read(context.cookie(COOKIE))
                .orElseThrow(
                        () -> failure(401, "studio.login", "You are not logged in.", "Log in with an access key."));
        return visitor(key, AwsListener.origin(context));
    }

    private Visitor visitor(SigningKey key, Origin origin) {
        Caller caller = new Caller(key, region, origin);
        permission.check(caller, "crosscurrent", "OpenStudio", PojoCodec::object);
        return new Visitor(caller, names.apply(key));
    }

    void mayRun(Visitor visitor) {
        permission.check(visitor.caller(), "crosscurrent", "ExecuteStatement", PojoCodec::object);
    }

    /** Whether somebody may run cells. */
    boolean runs(Visitor visitor) {
        try {
            mayRun(visitor);
            return true;
        } catch (ApiException refused) {
            return false;
        }
    }

    /** @return the cookie of whoever gives an access key and its secret */
    String login(String accessKeyId, String secret, Origin origin) {
        SigningKey key = keys.find(accessKeyId)
                .filter(found -> found.sessionToken().isEmpty())
                .filter(found -> MessageDigest.isEqual(
                        found.secret().getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow(() -> failure(
                        403,
                        "studio.login_refused",
                        "There is no such access key, or its secret is another one.",
                        "The key of the platform's owner is in the file credentials of the data directory."));
        visitor(key, origin);
        return cookies.of(key);
    }

    String cookie(SigningKey key) {
        return cookies.of(key);
    }

    /** A page elsewhere can make a browser send requests here, but neither with our header nor from our origin. */
    static void own(Context context) {
        String origin = context.header("Origin");
        boolean ours = origin == null || host(origin).equals(context.header("Host"));
        if (!ours || !"1".equals(context.header(OUR_HEADER))) {
            throw failure(
                    403,
                    "studio.foreign_page",
                    "The request does not come from the page of the studio.",
                    "Open the studio itself.");
        }
    }

    private static String host(String origin) {
        try {
            return String.valueOf(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    static ApiException failure(int status, String code, String message, String remedy) {
        return new ApiException(code, status, message, Map.of("remedy", remedy));
    }

    /** What a request does. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    static void told(Context context, Work work) {
        try {
            work.run();
        } catch (ApiException e) {
            tell(
                    context,
                    e.status(),
                    e.code(),
                    e.getMessage(),
                    String.valueOf(e.extra().getOrDefault("remedy", "")));
        } catch (CrosscurrentException e) {
            tell(context, status(e.code()), e.code(), e.getMessage(), e.remedy());
        } catch (SqlFailure e) {
            tell(context, 400, "sql.failed", e.getMessage(), "Mend the statement.");
        } catch (HttpResponseException e) {
            tell(
                    context,
                    e.getStatus(),
                    "studio.request_refused",
                    e.getStatus() == 413 ? "The request has more than 6 MB." : e.getMessage(),
                    e.getStatus() == 413 ? "Split the note, or what is sent, into smaller parts." : "");
        } catch (Exception e) {
            LOG.error("{} {} failed", context.req().getMethod(), context.path(), e);
            tell(context, 500, "studio.internal", "The request failed inside the platform.", "Its log has more.");
        }
    }

    private static int status(String code) {
        return code.matches(".*[._]unknown") ? 404 : code.endsWith("_too_large") ? 413 : 400;
    }

    private static void tell(Context context, int status, String code, String message, String remedy) {
        ObjectNode out =
                PojoCodec.object().put("code", code).put("message", message).put("remedy", remedy);
        context.status(status);
        json(context, out);
    }

    static void json(Context context, com.fasterxml.jackson.databind.JsonNode body) {
        context.contentType("application/json; charset=utf-8")
                .header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .result(PojoCodec.bytes(body));
    }
}
