/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.platform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.measure.Latencies;
import io.crosscurrent.core.measure.Stage;
import io.crosscurrent.core.registry.RegistryRecord;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.dms.task.TaskProgress;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** How far behind its source a task is, and how long its changes take in each stage. Never waits. */
public final class Progress {
    private final Supplier<List<TaskProgress>> tasks;
    private final Clock clock;

    public Progress(Supplier<List<TaskProgress>> tasks, Clock clock) {
        this.tasks = tasks;
        this.clock = clock;
    }

    ObjectNode describe(ObjectNode request) {
        String arn = PlatformService.text(request, "taskArn");
        String id = arn.substring(arn.lastIndexOf(':') + 1);
        TaskProgress task = tasks.get().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new CrosscurrentException(
                        "task.unknown", "There is no task " + arn + ".", "List the tasks there are."));
        long now = clock.millis();
        ObjectNode out = PojoCodec.object()
                .put("status", task.status())
                .put("silent", task.silent(now))
                .put("lagSeconds", task.lagMillis(now) / 1e3);
        if (task.lagBytes(now) >= 0) {
            out.put("lagBytes", task.lagBytes(now));
        }
        RegistryRecord.Trouble trouble = task.trouble();
        if (trouble != null) {
            out.putObject("trouble")
                    .put("code", trouble.code())
                    .put("message", trouble.message())
                    .put("remedy", trouble.remedy())
                    .put("since", BigDecimal.valueOf(trouble.sinceMillis(), 3));
        }
        out.putArray("stages");
        if (task.told() == null) {
            return out;
        }
        out.put("phase", task.told().phase())
                .put("position", task.told().position())
                .put("deliveredBytes", task.told().deliveredBytes());
        for (Stage stage : Stage.values()) {
            Latencies latencies = task.told().stages().get(stage.text());
            if (latencies != null) {
                out.withArray("stages")
                        .addObject()
                        .put("stage", stage.text())
                        .put("transactions", latencies.total())
                        .put("meanMillis", latencies.meanMillis())
                        .put("medianMillis", latencies.quantileMillis(0.5))
                        .put("p99Millis", latencies.quantileMillis(0.99));
            }
        }
        return out;
    }
}
