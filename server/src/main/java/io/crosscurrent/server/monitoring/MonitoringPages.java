/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.monitoring;

import io.crosscurrent.server.aws.SigningKey;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.security.BasicAuthCredentials;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.function.Consumer;

/**
 * {@code /health/live}, {@code /health/ready}, {@code /health} and {@code /metrics}. Health may be asked by anyone who reaches
 * the listener, as probes cannot sign; measures name tasks, so they ask for an access key, by HTTP basic authentication.
 */
public final class MonitoringPages implements Consumer<JavalinConfig> {
    private final Health health;
    private final Measures measures;
    private final SigningKey.Lookup keys;

    public MonitoringPages(Health health, Measures measures, SigningKey.Lookup keys) {
        this.health = health;
        this.measures = measures;
        this.keys = keys;
    }

    @Override
    public void accept(JavalinConfig config) {
        config.routes.get("/health/live", context -> answer(context, List.of()));
        config.routes.get("/health/ready", context -> answer(context, health.platform()));
        config.routes.get("/health", context -> answer(context, health.all()));
        config.routes.get("/metrics", this::metrics);
    }

    private static void answer(Context context, List<String> ills) {
        context.status(ills.isEmpty() ? 200 : 503)
                .contentType("text/plain; charset=utf-8")
                .header("Cache-Control", "no-store")
                .result(ills.isEmpty() ? "well\n" : String.join("\n", ills) + "\n");
    }

    private void metrics(Context context) {
        if (!known(context.basicAuthCredentials())) {
            context.status(401)
                    .header("WWW-Authenticate", "Basic realm=\"Crosscurrent\", charset=\"UTF-8\"")
                    .contentType("text/plain; charset=utf-8")
                    .result("Give an access key: its id as the user name, its secret as the password.\n");
            return;
        }
        Measures.Page page = measures.page(context.header("Accept"));
        context.contentType(page.type()).result(page.bytes());
    }

    private boolean known(BasicAuthCredentials given) {
        return given != null
                && keys.find(given.getUsername())
                        .filter(key -> MessageDigest.isEqual(
                                key.secret().getBytes(StandardCharsets.UTF_8),
                                given.getPassword().getBytes(StandardCharsets.UTF_8)))
                        .isPresent();
    }
}
