/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.AwsListener;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.aws.SigningKey;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Logging in: with an access key, or with an address that works once. */
public final class LoginPages {
    private static final Duration TOKEN_LASTS = Duration.ofHours(1);

    private final Guard guard;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Ticket> tickets = new ConcurrentHashMap<>();

    private record Ticket(SigningKey key, long endMillis) {}

    LoginPages(Guard guard, Clock clock) {
        this.guard = guard;
        this.clock = clock;
    }

    /** Path that logs its first visitor in as the key, within an hour. */
    public String ticket(SigningKey key) {
        tickets.values().removeIf(ticket -> ticket.endMillis() < clock.millis());
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        tickets.put(token, new Ticket(key, clock.millis() + TOKEN_LASTS.toMillis()));
        return "/studio/open?token=" + token;
    }

    void add(JavalinConfig config) {
        config.routes.get("/studio/open", this::open);
        config.routes.post("/studio/api/login", context -> Guard.told(context, () -> login(context)));
        config.routes.post(
                "/studio/api/logout",
                context -> Guard.told(context, () -> {
                    Guard.own(context);
                    context.removeCookie(Guard.COOKIE, "/studio");
                    Guard.json(context, PojoCodec.object());
                }));
        config.routes.get(
                "/studio/api/me",
                guard.known((context, visitor) ->
                        Guard.json(context, PojoCodec.object().put("name", visitor.name()))));
    }

    private void open(Context context) {
        String token = context.queryParam("token");
        Ticket ticket = token == null ? null : tickets.remove(token);
        if (ticket != null && ticket.endMillis() >= clock.millis()) {
            remember(context, guard.cookie(ticket.key()));
        }
        // without a ticket the page asks for an access key
        context.header("Referrer-Policy", "no-referrer").redirect("/studio/");
    }

    private void login(Context context) {
        Guard.own(context);
        ObjectNode request = PojoCodec.parse(context.bodyAsBytes());
        String cookie = guard.login(
                request.path("accessKeyId").asText(""),
                request.path("secretAccessKey").asText(""),
                AwsListener.origin(context));
        remember(context, cookie);
        Guard.json(context, PojoCodec.object());
    }

    private static void remember(Context context, String value) {
        Cookie cookie = new Cookie(Guard.COOKIE, value);
        cookie.setPath("/studio");
        cookie.setHttpOnly(true);
        cookie.setSameSite(SameSite.STRICT);
        cookie.setMaxAge((int) Cookies.LASTS.toSeconds());
        cookie.setSecure("https".equals(context.scheme()));
        context.cookie(cookie);
    }
}
