/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.monitoring;

import io.crosscurrent.server.dms.task.TaskProgress;
import io.crosscurrent.server.platform.Status;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What is not well, a line for each; nothing when all is. Names no task and no address, because whoever probes health signs
 * nothing. Never waits; used by many threads.
 */
public final class Health {
    private final Status status;
    private final Supplier<List<TaskProgress>> tasks;
    private final Clock clock;

    public Health(Status status, Supplier<List<TaskProgress>> tasks, Clock clock) {
        this.status = status;
        this.tasks = tasks;
        this.clock = clock;
    }

    /** Of the platform: whether it can take work. */
    List<String> platform() {
        return status.components().stream()
                .filter(component -> !component.running())
                .map(component -> component.name() + " is " + component.state())
                .toList();
    }

    /** Of the platform and its tasks. */
    List<String> all() {
        List<String> lines = new ArrayList<>(platform());
        List<TaskProgress> now = tasks.get();
        long millis = clock.millis();
        count(lines, now, TaskProgress::failed, "failed");
        count(lines, now, task -> task.silent(millis), "running, but silent for two minutes or more");
        return lines;
    }

    private static void count(List<String> lines, List<TaskProgress> tasks, Predicate<TaskProgress> ill, String state) {
        long number = tasks.stream().filter(ill).count();
        if (number > 0) {
            lines.add(number + (number == 1 ? " task is " : " tasks are ") + state);
        }
    }
}
