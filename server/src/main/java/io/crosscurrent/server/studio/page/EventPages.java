/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.studio.note.Notes;
import io.crosscurrent.server.studio.result.LiveResult;
import io.crosscurrent.server.studio.run.Bell;
import io.crosscurrent.server.studio.run.CellRun;
import io.crosscurrent.server.studio.run.Runs;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream of events for a page: what changed in the runs of the notes it shows, when it changes and at most ten times a
 * second, and the pipelines once a second. A stream that begins is told everything, so nothing is lost when one breaks. A
 * thread each, which sleeps while nothing happens.
 */
final class EventPages implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventPages.class);
    private static final int MOST_STREAMS = 200;
    private static final long BEAT_MS = 100;
    private static final long PIPELINES_MS = 1_000;
    private static final long ALIVE_MS = 15_000;
    /** A rate falls by itself, and a link may be ended. */
    private static final long AGAIN_MS = 1_000;

    private final Guard guard;
    private final Notes notes;
    private final Runs runs;
    private final Supplier<ObjectNode> pipelines;
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean closing;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "studio-events");
        thread.setDaemon(true);
        return thread;
    });

    EventPages(Guard guard, Notes notes, Runs runs, Supplier<ObjectNode> pipelines) {
        this.guard = guard;
        this.notes = notes;
        this.runs = runs;
        this.pipelines = pipelines;
    }

    void add(JavalinConfig config) {
        config.routes.before("/studio/api/events", Guard.first(guard::visitor));
        config.routes.sse("/studio/api/events", this::follow);
    }

    private void follow(SseClient client) {
        Context context = client.ctx();
        Visitor visitor = guard.visitor(context);
        Map<String, Set<String>> wanted = new HashMap<>();
        context.queryParams("note").forEach(note -> wanted.put(note, Set.of()));
        Watch watch = new Watch(seen(wanted, visitor.name()), true, null, () -> true);
        begin(client, () -> Optional.of(watch));
    }

    /**
     * What somebody who is not logged in sees by a link.
     *
     * @param opening the event told before those of the cells
     * @param cells by note
     * @param owner as whom the notes are read
     * @param still whether this is what the link shows; asked once a second
     */
    record Shown(ObjectNode opening, Map<String, Set<String>> cells, String owner, BooleanSupplier still) {}

    /** Follows what a link shows, and what it shows afterwards. @param shown empty when the link has ended */
    void follow(SseClient client, Supplier<Optional<Shown>> shown) {
        begin(client, () -> shown.get()
                .map(now -> new Watch(seen(now.cells(), now.owner()), false, now.opening(), now.still())));
    }

    /**
     * What a stream tells.
     *
     * @param cells by note, none for all of them
     * @param pipelines whether they are told as well
     * @param opening told first, null for nothing
     * @param still whether the stream may go on with this
     */
    private record Watch(Map<String, Set<String>> cells, boolean pipelines, ObjectNode opening, BooleanSupplier still) {
        boolean has(CellRun run) {
            Set<String> wanted = cells.getOrDefault(run.note(), Set.of());
            return wanted.isEmpty() || wanted.contains(run.cell());
        }
    }

    private void begin(SseClient client, Supplier<Optional<Watch>> watches) {
        if (open.incrementAndGet() > MOST_STREAMS) {
            open.decrementAndGet();
            client.close();
            return;
        }
        client.keepAlive();
        client.onClose(open::decrementAndGet);
        threads.execute(() -> tell(client, watches));
    }

    private Map<String, Set<String>> seen(Map<String, Set<String>> wanted, String person) {
        Map<String, Set<String>> out = new HashMap<>();
        wanted.forEach((id, cells) -> {
            try {
                out.put(notes.find(id, person).note().id(), cells);
            } catch (CrosscurrentException | ApiException gone) {
                LOG.debug("Note {} is not for {}", id, person);
            }
        });
        return out;
    }

    private void tell(SseClient client, Supplier<Optional<Watch>> watches) {
        try {
            Optional<Watch> watch = watches.get();
            while (watch.isPresent() && goesOn(client)) {
                tell(client, watch.get());
                watch = watches.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("A stream of events broke off", e);
        } finally {
            client.close();
        }
    }

    private boolean goesOn(SseClient client) {
        return !client.terminated() && !closing;
    }

    /** Until the stream ends or is to tell of something else. */
    private void tell(SseClient client, Watch watch) throws InterruptedException {
        if (watch.opening() != null) {
            client.sendEvent(text(watch.opening()));
        }
        Map<String, Known> known = new HashMap<>();
        Bell bell = new Bell();
        String before = "";
        long nextPipelines = watch.pipelines() ? 0 : Long.MAX_VALUE;
        long nextSign = 0;
        long nextCheck = 0;
        boolean look = true;
        try (Runs.Listening listening = runs.listen(watch.cells().keySet(), bell)) {
            while (goesOn(client)) {
                boolean falls = false;
                for (CellRun run : look ? runsOf(watch) : List.<CellRun>of()) {
                    run.viewed();
                    falls |= known.computeIfAbsent(run.note() + "|" + run.cell(), cell -> new Known())
                            .tell(client, run);
                }
                long now = System.currentTimeMillis();
                if (now >= nextCheck) {
                    nextCheck = now + AGAIN_MS;
                    if (!watch.still().getAsBoolean()) {
                        return;
                    }
                }
                if (now >= nextPipelines) {
                    nextPipelines = now + PIPELINES_MS;
                    ObjectNode state = pipelines.get();
                    state.put("type", "pipelines");
                    String text = text(state);
                    if (!text.equals(before)) {
                        before = text;
                        client.sendEvent(text);
                    }
                }
                if (now >= nextSign) {
                    nextSign = now + ALIVE_MS;
                    client.sendComment("alive");
                    runsOf(watch).forEach(CellRun::viewed);
                }
                Thread.sleep(BEAT_MS);
                long next = Math.min(Math.min(nextPipelines, nextSign), nextCheck);
                look = bell.await(next - System.currentTimeMillis()) || falls;
            }
        }
    }

    private List<CellRun> runsOf(Watch watch) {
        return watch.cells().keySet().stream()
                .flatMap(note -> runs.of(note).stream())
                .filter(watch::has)
                .toList();
    }

    private static String text(ObjectNode node) {
        return new String(PojoCodec.bytes(node), StandardCharsets.UTF_8);
    }

    /** What a page knows of a cell. */
    private static final class Known {
        private String run = "";
        private long state = -1;
        private long rows = -1;
        private LiveResult result;
        private LiveResult.Counts told;
        private long paintedNanos = System.nanoTime();

        /** @return whether what is told changes although nothing happens */
        boolean tell(SseClient client, CellRun current) {
            CellRun.View view = current.view();
            boolean other = !view.id().equals(run) || view.result() != result;
            if (other
                    || view.version() != state
                            && (view.result() == null || !view.texts().isEmpty())) {
                LiveResult.Frame frame =
                        view.result() == null ? null : view.result().frame(-1);
                client.sendEvent(text(RunViews.snapshot(view, frame)));
                run = view.id();
                result = view.result();
                rows = frame == null ? -1 : frame.version();
                state = view.version();
                return frame != null;
            }
            if (view.version() != state) {
                client.sendEvent(text(RunViews.state(view)));
                state = view.version();
            }
            if (result == null) {
                return false;
            }
            if (resting(view)) {
                return true;
            }
            paintedNanos = System.nanoTime();
            LiveResult.Frame frame = result.frame(rows);
            LiveResult.Counts counts = frame.counts();
            if (frame.whole()) {
                client.sendEvent(text(RunViews.snapshot(view, frame)));
            } else if (frame.version() != rows || !counts.equals(told)) {
                client.sendEvent(text(RunViews.diff(view, frame)));
            }
            boolean falls = counts.rate() > 0 || frame.version() != rows;
            rows = frame.version();
            told = counts;
            return falls;
        }

        /** Whether the next picture of the rows is for later, as the cell wishes it; the last one is never late. */
        private boolean resting(CellRun.View view) {
            // the first rows are not waited for
            return rows > 0
                    && view.finishedAt() == null
                    && System.nanoTime() - paintedNanos < view.refreshMs() * 1_000_000;
        }
    }

    @Override
    public void close() {
        closing = true;
        threads.shutdown();
    }
}
