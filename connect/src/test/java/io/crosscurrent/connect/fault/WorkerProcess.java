/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.fault;

import static org.awaitility.Awaitility.await;

import io.crosscurrent.engines.connect.ConnectAddress;
import io.crosscurrent.engines.connect.RemoteConnect;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Connect worker with our plug-in that can be killed or frozen, and stopped at a {@link KillPoint}. */
final class WorkerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Pattern DEBUGGER = Pattern.compile("Listening for transport dt_socket at address: (\\d+)");

    private final ChildProcess process;
    private final Path addressFile;
    private RemoteConnect connect;

    private WorkerProcess(ChildProcess process, Path addressFile) {
        this.process = process;
        this.addressFile = addressFile;
    }

    /** @param name unique in the directory */
    static WorkerProcess start(Path directory, String name, Map<String, String> kafka) {
        Path clients = directory.resolve(name + ".clients");
        Path address = directory.resolve(name + ".address");
        Properties properties = new Properties();
        properties.putAll(kafka);
        try (OutputStream out = Files.newOutputStream(clients)) {
            properties.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ChildProcess process = ChildProcess.start(
                name,
                directory.resolve(name + ".log"),
                WorkerMain.class,
                List.of("-Xmx512m", "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0"),
                clients,
                address);
        return new WorkerProcess(process, address);
    }

    /** Waits until it takes connectors. */
    WorkerProcess ready() {
        await().atMost(PATIENCE).until(() -> {
            process.check();
            return Files.exists(addressFile);
        });
        try {
            Properties address = WorkerMain.read(addressFile);
            connect = new RemoteConnect(ConnectAddress.of(URI.create(address.getProperty("uri")))
                    .withUser(address.getProperty("user"), address.getProperty("password")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    RemoteConnect connect() {
        return connect;
    }

    ChildProcess process() {
        return process;
    }

    /** Kills the process when it reaches the point for the given time. */
    Debugger killAt(KillPoint point, int hit) {
        await().atMost(PATIENCE).until(() -> DEBUGGER.matcher(process.log()).find());
        Matcher port = DEBUGGER.matcher(process.log());
        if (!port.find()) {
            throw new IllegalStateException("the worker listens to no debugger:\n" + process.logEnd());
        }
        return Debugger.attach(Integer.parseInt(port.group(1)), point, hit, process);
    }

    @Override
    public void close() {
        process.close();
    }
}
