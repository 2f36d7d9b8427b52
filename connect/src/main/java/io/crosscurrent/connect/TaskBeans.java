/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

import io.crosscurrent.core.measure.Latencies;
import io.crosscurrent.core.measure.LatencyHistogram;
import io.crosscurrent.core.measure.Stage;
import io.crosscurrent.core.measure.TaskMeasures;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows the measures of a task in JMX as long as it runs here. A failure to do so is logged and does not end the task. */
final class TaskBeans implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskBeans.class);

    /** Whose beans are shown: a run that lost its right to write may end after its successor began. */
    private static final Map<ObjectName, TaskBeans> SHOWN = new ConcurrentHashMap<>();

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final Map<ObjectName, Object> beans = new LinkedHashMap<>();

    TaskBeans(String taskId, TaskMeasures measures) {
        try {
            String of = ",task=" + ObjectName.quote(taskId);
            beans.put(new ObjectName("io.crosscurrent:type=task" + of), new TaskBean(measures));
            for (Stage stage : Stage.values()) {
                beans.put(
                        new ObjectName("io.crosscurrent:type=stage" + of + ",stage=" + stage.text()),
                        new StageBean(measures.stage(stage)));
            }
            for (Map.Entry<ObjectName, Object> bean : beans.entrySet()) {
                if (SHOWN.put(bean.getKey(), this) != null && server.isRegistered(bean.getKey())) {
                    server.unregisterMBean(bean.getKey());
                }
                server.registerMBean(bean.getValue(), bean.getKey());
            }
        } catch (JMException e) {
            LOG.warn("The measures of task {} are not shown in JMX: {}", taskId, e.toString());
        }
    }

    @Override
    public void close() {
        beans.forEach((name, bean) -> {
            try {
                if (SHOWN.remove(name, this) && server.isRegistered(name)) {
                    server.unregisterMBean(name);
                }
            } catch (JMException e) {
                LOG.debug("{} was taken out of JMX by a later run", name, e);
            }
        });
    }

    private record TaskBean(TaskMeasures measures) implements TaskMXBean {
        @Override
        public double getLagSeconds() {
            return measures.lag().millis(System.currentTimeMillis()) / 1e3;
        }

        @Override
        public long getLagBytes() {
            return measures.lag().bytes();
        }

        @Override
        public long getDeliveredBytes() {
            return measures.deliveredBytes();
        }
    }

    private record StageBean(LatencyHistogram histogram) implements StageMXBean {
        private Latencies latencies() {
            return histogram.read();
        }

        @Override
        public long getCount() {
            return latencies().total();
        }

        @Override
        public double getMeanMillis() {
            return latencies().meanMillis();
        }

        @Override
        public double getMedianMillis() {
            return latencies().quantileMillis(0.5);
        }

        @Override
        public double getP99Millis() {
            return latencies().quantileMillis(0.99);
        }
    }
}
