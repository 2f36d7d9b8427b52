/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.demo;

import io.crosscurrent.app.Failures;
import io.crosscurrent.cli.failure.CliFailure;
import io.crosscurrent.cli.output.Style;
import io.crosscurrent.cli.output.TextTable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Prints what happens, one line a step with its time, and ends steps that take too long. Safe for several threads. */
final class Narrator {
    private static final int WIDTH = 66;
    private final PrintWriter out;
    private final Style style;
    private final Path log;
    private final long begun = System.nanoTime();
    private final List<String> stages = new ArrayList<>();

    Narrator(PrintWriter out, Style style, Path log) {
        this.out = out;
        this.style = style;
        this.log = log;
    }

    /**
     * Runs a step and prints the sentence it returns, with its time.
     *
     * @param name completes the sentence "… took longer than 30 s"
     * @throws CliFailure {@code demo.timed_out}, or what the step threw
     */
    void step(String name, Duration limit, Callable<String> step) {
        long start = System.nanoTime();
        String sentence = within(name, limit, step);
        done(sentence, (System.nanoTime() - start) / 1_000_000);
    }

    /** Runs something within a limit and returns its result, without printing. */
    <T> T within(String name, Duration limit, Callable<T> step) {
        FutureTask<T> task = new FutureTask<>(step);
        Thread thread = new Thread(task, "demo: " + name);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            throw new CliFailure(
                    "demo.timed_out",
                    "%s took longer than %d s".formatted(name, limit.toSeconds()),
                    "See " + log + "; or start anew with: crosscurrent demo --fresh",
                    e);
        } catch (ExecutionException e) {
            throw Failures.translated(e);
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new CliFailure("demo.interrupted", name + " was interrupted", "", e);
        }
    }

    synchronized void heading(String text) {
        out.println();
        out.println(style.bold(text));
        out.flush();
    }

    /** A step that is done. */
    synchronized void done(String sentence, long millis) {
        String time = "%.1f s".formatted(millis / 1000.0);
        String padding = " ".repeat(Math.max(1, WIDTH - sentence.length()) + Math.max(0, 7 - time.length()));
        out.println("  " + style.green("✓") + " " + sentence + padding + style.dim(time));
        out.flush();
    }

    synchronized void note(String sentence) {
        out.println("    " + style.dim(sentence));
        out.flush();
    }

    synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    synchronized void table(TextTable table) {
        table.lines(style).forEach(line -> out.println("    " + line));
        out.flush();
    }

    /** Remembers when a stage of the story was reached, for the summary. */
    synchronized void stage(String name) {
        stages.add("%s after %.1f s".formatted(name, (System.nanoTime() - begun) / 1e9));
    }

    synchronized List<String> stages() {
        return List.copyOf(stages);
    }

    Style style() {
        return style;
    }
}
