/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.sql;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;

/** The Flink options of the embedded cluster: everything on loopback, no upload of jars, few surprises in SQL. */
final class FlinkOptions {
    private static final String LOOPBACK = "127.0.0.1";

    /**
     * What programs take from us even when their JAR has it too: Flink itself, but not its connectors. A Kafka connector is
     * built for one version of the Kafka client, so a program that brings both must get both.
     */
    private static final String PARENT_FIRST = "java.;scala.;javax.xml;org.xml;org.w3c;org.slf4j;org.apache.log4j;"
            + "org.apache.logging;org.apache.commons.logging;ch.qos.logback;com.esotericsoftware.kryo;org.apache.hadoop.;"
            + Stream.of(
                            "annotation api cep client clients configuration connector.base connector.datagen connector.file",
                            "contrib core datastream events formats legacy management metrics queryablestate runtime shaded",
                            "state streaming.api streaming.experimental streaming.runtime streaming.util table traces types",
                            "util")
                    .flatMap(line -> Stream.of(line.split(" ")))
                    .map(name -> "org.apache.flink." + name + ".")
                    .collect(Collectors.joining(";"));

    private FlinkOptions() {}

    static Configuration cluster(FlinkSettings settings, Path temporary, Path savepoints, String guard) {
        Map<String, String> options = new HashMap<>();
        options.put("rest.address", LOOPBACK);
        options.put("rest.bind-address", LOOPBACK);
        options.put("rest.port", "0");
        options.put("rest.bind-port", "0");
        options.put("jobmanager.rpc.address", LOOPBACK);
        options.put("jobmanager.bind-host", LOOPBACK);
        options.put("taskmanager.host", LOOPBACK);
        // The server socket of a SELECT's result is bound to this as well.
        options.put("taskmanager.bind-host", LOOPBACK);
        options.put("web.submit.enable", "false");
        options.put("web.cancel.enable", "false");
        options.put(ClusterRestGuard.OPTION, guard);
        options.put("taskmanager.numberOfTaskSlots", Integer.toString(settings.slots()));
        options.put("taskmanager.memory.network.min", "64mb");
        options.put("taskmanager.memory.network.max", "64mb");
        options.put("taskmanager.memory.managed.size", "128mb");
        options.put("io.tmp.dirs", temporary.toString());
        options.put("execution.checkpointing.savepoint-dir", savepoints.toUri().toString());
        options.put("classloader.parent-first-patterns.default", PARENT_FIRST);
        options.put("parallelism.default", "1");
        // Say soon that no slot is free, instead of after five minutes.
        options.put("slot.request.timeout", "20000");
        options.put("table.exec.sink.require-on-conflict", "false");
        options.put("sql-gateway.session.idle-timeout", "0");
        options.put("sql-gateway.worker.threads.max", "200");
        options.putAll(settings.options());
        return Configuration.fromMap(options);
    }

    /** Checkpoints outlive this process, so that a job can go on from its last one. */
    static void checkpoints(Configuration cluster, Path directory) {
        cluster.setString("execution.checkpointing.storage", "filesystem");
        cluster.setString("execution.checkpointing.dir", directory.toUri().toString());
    }

    /** What SQL sessions start from: the same, and where their jobs go. */
    static Configuration sessions(Configuration cluster, int restPort) {
        Map<String, String> options = new HashMap<>(cluster.toMap());
        options.put("execution.target", "remote");
        options.put("rest.port", Integer.toString(restPort));
        options.remove("rest.bind-port");
        return Configuration.fromMap(options);
    }
}
