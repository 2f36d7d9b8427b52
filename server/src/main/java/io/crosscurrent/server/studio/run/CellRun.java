/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.run;

import io.crosscurrent.server.studio.command.StopSignal;
import io.crosscurrent.server.studio.result.LiveResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The last run of a cell, as it stands. One thread runs it, many look. */
public final class CellRun implements StopSignal {
    private static final int MOST_TEXT = 200_000;

    private final String id;
    private final String note;
    private final String cell;
    private RunState state = RunState.QUEUED;
    private long version = 1;
    private String message = "";
    private String remedy = "";
    private String incident = "";
    private int line;
    private int column;
    private String job = "";
    private Instant startedAt = Instant.now();
    private Instant finishedAt;
    private LiveResult result;
    private final List<String> texts = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private long refreshMs;
    private String template = "";
    private int textSize;
    private boolean stopAsked;
    private AutoCloseable current;
    private volatile long viewedNanos = System.nanoTime();
    private final Runnable told;

    /** @param told called after each change of the run or its rows, by whoever made it; must not wait */
    CellRun(String id, String note, String cell, Runnable told) {
        this.id = id;
        this.note = note;
        this.cell = cell;
        this.told = told;
    }

    /**
     * How it stands.
     *
     * @param version grows with each change of what is here
     * @param incident what happened to it on the way, or ""
     * @param line from 1, 0 when unknown
     * @param job of Flink, or ""
     * @param finishedAt null while it runs
     * @param result null when there are no rows
     * @param notices what of it has no effect, or must be known beside its result
     * @param refreshMs least time between two pictures of its rows; 0 for as soon as they change
     * @param template how its last row is written, "" for as a list
     */
    public record View(
            String id,
            String note,
            String cell,
            long version,
            RunState state,
            String message,
            String remedy,
            String incident,
            int line,
            int column,
            String job,
            Instant startedAt,
            Instant finishedAt,
            LiveResult result,
            List<String> texts,
            List<String> notices,
            long refreshMs,
            String template) {}

    public synchronized View view() {
        return new View(
                id,
                note,
                cell,
                version,
                state,
                message,
                remedy,
                incident,
                line,
                column,
                job,
                startedAt,
                finishedAt,
                result,
                List.copyOf(texts),
                List.copyOf(notices),
                refreshMs,
                template);
    }

    public String id() {
        return id;
    }

    public String note() {
        return note;
    }

    public String cell() {
        return cell;
    }

    public synchronized boolean moving() {
        return state.moving();
    }

    synchronized RunState state() {
        return state;
    }

    synchronized void to(RunState next) {
        // nothing but its end follows a wish to stop
        if (state == next || state == RunState.STOPPING && next.moving()) {
            return;
        }
        state = next;
        if (!next.moving()) {
            finishedAt = Instant.now();
        }
        changed();
    }

    synchronized void fail(String why, String what, int atLine, int atColumn) {
        message = why;
        remedy = what;
        line = atLine;
        column = atColumn;
        to(RunState.FAILED);
    }

    synchronized void end(RunState how, String why, String what) {
        message = why;
        remedy = what;
        to(how);
    }

    /** It is begun anew. @param what happened */
    synchronized void again(String what) {
        incident = what;
        changed();
        to(RunState.STARTING);
    }

    /** Waits, until it is asked to stop. */
    synchronized void pause(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; !stopAsked && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }

    synchronized void job(String known) {
        if (!job.equals(known)) {
            job = known;
            changed();
        }
    }

    synchronized void text(String text) {
        if (textSize > MOST_TEXT) {
            return;
        }
        textSize += text.length();
        texts.add(textSize > MOST_TEXT ? "More text came and is not shown: 200,000 characters are kept." : text);
        changed();
    }

    /** Its job goes on as another one. */
    synchronized void goesOn(String before, String after) {
        if (job.isEmpty() || job.equals(before)) {
            job = after;
        }
        text("After a restart, job " + before + " goes on as job " + after + ".");
    }

    synchronized void notice(String text) {
        if (!notices.contains(text)) {
            notices.add(text);
            changed();
        }
    }

    synchronized void look(long everyMs, String written) {
        refreshMs = everyMs;
        template = written;
        changed();
    }

    synchronized void show(LiveResult rows) {
        result = rows;
        rows.tells(told);
        changed();
    }

    public synchronized LiveResult result() {
        return result;
    }

    /** Takes over a run of an earlier life of the platform. */
    synchronized void restore(RunState how, Instant started, Instant finished, LiveResult rows, List<String> text) {
        state = how;
        startedAt = started;
        finishedAt = finished;
        result = rows;
        texts.addAll(text);
        changed();
    }

    /** Says what must be closed to stop it; closed at once when that is wished already. */
    void current(AutoCloseable statement) {
        boolean late;
        synchronized (this) {
            current = statement;
            late = stopAsked && statement != null;
        }
        if (late) {
            close(statement);
        }
    }

    @Override
    public synchronized boolean asked() {
        return stopAsked;
    }

    @Override
    public synchronized boolean askedWithin(Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        while (!stopAsked) {
            long leftMs = (end - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) {
                return false;
            }
            try {
                wait(leftMs);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }
        return true;
    }

    /** Asks its thread to end because the platform does; how it stands is left as it is. */
    synchronized void leave() {
        stopAsked = true;
        notifyAll();
    }

    /** Asks it to stop, and waits until its statement is closed: up to some 20 s. */
    void stop() {
        AutoCloseable running;
        synchronized (this) {
            if (!state.moving()) {
                return;
            }
            stopAsked = true;
            to(RunState.STOPPING);
            running = current;
            notifyAll();
        }
        if (running != null) {
            close(running);
        }
    }

    private void close(AutoCloseable statement) {
        try {
            statement.close();
        } catch (Exception e) {
            synchronized (this) {
                message = "The statement could not be closed cleanly: " + e.getMessage();
                changed();
            }
        }
    }

    /** Somebody looks at it. */
    public void viewed() {
        viewedNanos = System.nanoTime();
    }

    long unseenNanos() {
        return System.nanoTime() - viewedNanos;
    }

    private void changed() {
        version++;
        notifyAll();
        told.run();
    }
}
