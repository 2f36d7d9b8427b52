/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.page;

import io.crosscurrent.server.aws.Permission;
import io.crosscurrent.server.aws.SigningKey;
import io.crosscurrent.server.engine.Engines;
import io.crosscurrent.server.studio.catalogue.Catalogue;
import io.crosscurrent.server.studio.command.Commands;
import io.crosscurrent.server.studio.dashboard.Dashboards;
import io.crosscurrent.server.studio.note.Notes;
import io.crosscurrent.server.studio.pipeline.Pipelines;
import io.crosscurrent.server.studio.run.Runs;
import io.javalin.config.JavalinConfig;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Everything below {@code /studio/}. */
public final class StudioPages implements Consumer<JavalinConfig>, AutoCloseable {
    private final Files files = new Files();
    private final LoginPages login;
    private final NotePages notePages;
    private final RunPages runPages;
    private final TopicPages topicPages;
    private final PipelinePages pipelinePages;
    private final JobPages jobPages;
    private final EventPages events;
    private final DashboardPages dashboardPages;

    /**
     * Who may come in.
     *
     * @param secret what cookies are signed with, 32 bytes
     * @param names what a key's owner is called
     */
    public record Doorkeeper(
            byte[] secret,
            SigningKey.Lookup keys,
            Permission permission,
            Function<SigningKey, String> names,
            String region) {}

    public StudioPages(
            Doorkeeper door,
            Notes notes,
            Runs runs,
            Catalogue catalogue,
            Pipelines pipelines,
            Commands commands,
            Dashboards dashboards,
            Engines engines,
            Clock clock) {
        Guard guard = new Guard(
                new Cookies(door.secret(), door.keys(), clock),
                door.keys(),
                door.permission(),
                door.names(),
                door.region());
        login = new LoginPages(guard, clock);
        notePages = new NotePages(guard, notes, runs);
        runPages = new RunPages(
                guard,
                notes,
                runs,
                visitor -> (text, output, stop) -> visitor.caller().during(() -> {
                    commands.run(text, variables(engines), output::accept, stop);
                    return null;
                }));
        topicPages = new TopicPages(guard, engines, catalogue);
        pipelinePages = new PipelinePages(guard, pipelines, commands);
        jobPages = new JobPages(guard, pipelines, runs.jobs());
        events = new EventPages(guard, notes, runs, pipelines::describe);
        dashboardPages = new DashboardPages(guard, dashboards, notes, events);
    }

    /** What commands of a cell know of the platform: {@code $KAFKA}, the address of its Kafka. */
    private static Map<String, String> variables(Engines engines) {
        boolean ready = engines.kafka().isDone() && !engines.kafka().isCompletedExceptionally();
        return ready ? Map.of("KAFKA", engines.startedKafka().bootstrapServers()) : Map.of();
    }

    /** Path that logs its first visitor in as the key, within an hour. */
    public String ticket(SigningKey key) {
        return login.ticket(key);
    }

    @Override
    public void accept(JavalinConfig config) {
        config.routes.get("/", context -> context.redirect("/studio/"));
        login.add(config);
        notePages.add(config);
        runPages.add(config);
        topicPages.add(config);
        pipelinePages.add(config);
        jobPages.add(config);
        events.add(config);
        dashboardPages.add(config);
        config.routes.get("/studio/shared/{token}", context -> files.answer(context, "index.html"));
        config.routes.get("/studio/", context -> files.answer(context, "index.html"));
        config.routes.get(
                "/studio/" + Files.VERSIONED + "{version}/<file>",
                context -> files.answer(context, context.pathParam("version"), context.pathParam("file")));
        for (String folder : new String[] {"script", "style", "vendor"}) {
            config.routes.get(
                    "/studio/" + folder + "/<file>",
                    context -> files.answer(context, folder + "/" + context.pathParam("file")));
        }
    }

    @Override
    public void close() {
        events.close();
        topicPages.close();
    }
}
