/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.source;

/** Names by which a task is known in the Kafka it writes to. */
public final class TaskTopics {
    private static final String PREFIX = "crosscurrent-";

    private TaskTopics() {}

    /** The compacted topic with everything a task resumes from. */
    public static String state(String taskId) {
        return PREFIX + "state-" + taskId;
    }

    /** The transactional id of the task's producer: whoever opens it last is the only one who can write. */
    public static String transactionalId(String taskId) {
        return PREFIX + taskId;
    }
}
