/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.dms.Arns;
import io.crosscurrent.server.store.Resource;

/**
 * A task as stored: the members of the API's {@code ReplicationTask}, and under {@code x} what only the platform needs.
 * Times under {@code x} are epoch milliseconds, 0 for never.
 */
record TaskRow(Resource row) {
    String arn() {
        return row.id();
    }

    /** The last part of the ARN. */
    String id() {
        return Arns.id(row.id());
    }

    /** Name of the connector. */
    String connector() {
        return "task-" + id();
    }

    String name() {
        return row.name();
    }

    TaskStatus status() {
        return TaskStatus.of(row.state());
    }

    Step step() {
        return Step.of(row.intent());
    }

    ObjectNode node() {
        return row.document();
    }

    String text(String member) {
        return row.document().path(member).asText("");
    }

    long time(String member) {
        return row.document().path("x").path(member).asLong(0);
    }

    String note(String member) {
        return row.document().path("x").path(member).asText("");
    }

    ObjectNode settings() {
        return PojoCodec.parse(text("ReplicationTaskSettings"));
    }

    TaskRow at(TaskStatus status, Step step) {
        return new TaskRow(row.at(status.text(), step.text()));
    }

    TaskRow with(String member, String value) {
        ObjectNode next = row.document().deepCopy();
        if (value == null) {
            next.remove(member);
        } else {
            next.put(member, value);
        }
        return new TaskRow(row.with(next));
    }

    TaskRow with(String member, long value) {
        ObjectNode next = row.document().deepCopy();
        next.withObject("/x").put(member, value);
        return new TaskRow(row.with(next));
    }

    TaskRow noted(String member, String value) {
        ObjectNode next = row.document().deepCopy();
        next.withObject("/x").put(member, value);
        return new TaskRow(row.with(next));
    }
}
