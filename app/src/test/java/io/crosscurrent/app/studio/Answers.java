/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.studio;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a page answered since it was watched, as the browser itself measures: from an input to the next picture, and how long
 * its one thread was taken.
 *
 * @param seconds since the watch began
 * @param events from input to picture, milliseconds in steps of 8, sorted; those below 16 are not told
 * @param tasks milliseconds of each piece of work longer than 50, sorted
 * @param gaps milliseconds between two frames, sorted
 */
record Answers(double seconds, List<Double> events, List<Double> tasks, List<Double> gaps) {
    /** Begins to watch. */
    static final String WATCH =
            """
            () => {
              const watched = window.watched = {since: performance.now(), events: [], tasks: [], gaps: []};
              new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
                if (entry.interactionId) watched.events.push(entry.duration);
              })).observe({type: "event", durationThreshold: 16});
              new PerformanceObserver((list) => list.getEntries().forEach((entry) => watched.tasks.push(entry.duration)))
                .observe({type: "longtask"});
              let before = performance.now();
              const frame = (now) => { watched.gaps.push(now - before); before = now; requestAnimationFrame(frame); };
              requestAnimationFrame(frame);
            }""";

    @SuppressWarnings("unchecked")
    static Answers of(Page page) {
        Map<String, Object> told = (Map<String, Object>) page.evaluate(
                "() => ({...window.watched, seconds: (performance.now() - window.watched.since) / 1000})");
        return new Answers(
                ((Number) told.get("seconds")).doubleValue(),
                sorted((List<Number>) told.get("events")),
                sorted((List<Number>) told.get("tasks")),
                sorted((List<Number>) told.get("gaps")));
    }

    private static List<Double> sorted(List<Number> numbers) {
        return numbers.stream().map(Number::doubleValue).sorted().toList();
    }

    /** Share of the time in which work longer than 50 ms kept the page from answering, 0 to 1. */
    double busy() {
        return tasks.stream().mapToDouble(each -> each).sum() / 1_000 / seconds;
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.min(sorted.size() - 1, Math.floor(sorted.size() * share)));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "input to picture: median %.0f ms, 99 of 100 within %.0f ms, longest %.0f ms; %d pieces of work over 50 ms,"
                        + " longest %.0f ms, %.1f %% of the time; between frames: 99 of 100 within %.0f ms, longest %.0f ms",
                at(events, 0.5),
                at(events, 0.99),
                at(events, 1),
                tasks.size(),
                at(tasks, 1),
                busy() * 100,
                at(gaps, 0.99),
                at(gaps, 1));
    }
}
