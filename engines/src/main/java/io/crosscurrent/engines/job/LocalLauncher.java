/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.job;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.flink.client.ClientUtils;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.client.program.ProgramInvocationException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.DefaultExecutorServiceLoader;
import org.apache.flink.core.execution.PipelineExecutor;
import org.apache.flink.core.execution.PipelineExecutorFactory;
import org.apache.flink.core.execution.PipelineExecutorServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs main methods on threads of this process, with the classes of their JAR before ours. A main method that waits for its
 * job goes on until the job ends.
 */
final class LocalLauncher implements ProgramLauncher {
    private static final Logger LOG = LoggerFactory.getLogger(LocalLauncher.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** How long a main method that has started a job may take to start another one. */
    private static final Duration MORE = Duration.ofSeconds(3);

    private final Map<String, String> client;
    private final Map<String, Thread> waiting = new ConcurrentHashMap<>();

    /** @param client Flink's options to reach the cluster */
    LocalLauncher(Map<String, String> client) {
        this.client = Map.copyOf(client);
    }

    @Override
    public List<String> launch(Program program) {
        String name = ProgramJar.mainClass(program.jar());
        Run run = new Run(program, name);
        Thread thread = new Thread(run, "flink-main-" + program.name());
        thread.setDaemon(true);
        thread.start();
        Instant giveUp = Instant.now().plus(PATIENCE);
        Instant settled = null;
        try {
            while (thread.isAlive() && Instant.now().isBefore(settled == null ? giveUp : settled)) {
                thread.join(50);
                if (settled == null && !run.jobs.isEmpty()) {
                    settled = Instant.now().plus(MORE);
                }
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new CrosscurrentException(
                    "flink.interrupted", "Interrupted while starting a program.", "Try again.", e);
        }
        return started(program, name, run, thread);
    }

    private List<String> started(Program program, String name, Run run, Thread thread) {
        Throwable failure = run.failure;
        if (failure != null && run.jobs.isEmpty()) {
            StringWriter stack = new StringWriter();
            failure.printStackTrace(new PrintWriter(stack));
            throw ProgramFailure.ofProgram(program.name(), stack.toString(), failure);
        }
        if (run.jobs.isEmpty()) {
            thread.interrupt();
            throw ProgramJar.refused(
                    "The main method of " + name
                            + (thread.isAlive() ? " has started no job within two minutes" : " has started no job"),
                    "Call execute() of its StreamExecutionEnvironment, or execute an INSERT statement.",
                    null);
        }
        if (thread.isAlive()) {
            run.jobs.forEach(job -> waiting.put(job, thread));
        }
        return List.copyOf(run.jobs);
    }

    @Override
    public void ended(String job) {
        Thread thread = waiting.remove(job);
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** One main method. */
    private final class Run implements Runnable {
        private final Program program;
        private final String main;
        private final List<String> jobs = new CopyOnWriteArrayList<>();
        private volatile Throwable failure;

        Run(Program program, String main) {
            this.program = program;
            this.main = main;
        }

        @Override
        public void run() {
            Path directory = null;
            try {
                directory = Files.createTempDirectory("program");
                Path copy = directory.resolve(program.jar().getFileName());
                ProgramJar.copy(program, copy);
                execute(copy);
            } catch (Throwable e) {
                // Whatever the program throws, an Error of its classes too, is the answer to who started it.
                failure = e;
                if (!jobs.isEmpty() && !Thread.currentThread().isInterrupted()) {
                    LOG.info(
                            "The main method of {} ended after its jobs had started: {}", program.name(), e.toString());
                }
            } finally {
                delete(directory);
            }
        }

        private void execute(Path copy) throws ProgramInvocationException, MalformedURLException {
            Configuration configuration = Configuration.fromMap(client);
            configuration.addAll(Configuration.fromMap(program.options()));
            configuration.addAll(Configuration.fromMap(program.restore().options()));
            configuration.set(DeploymentOptions.ATTACHED, false);
            configuration.set(PipelineOptions.JARS, List.of(copy.toUri().toURL().toString()));
            try (PackagedProgram packaged = PackagedProgram.newBuilder()
                    .setJarFile(copy.toFile())
                    .setEntryPointClassName(main)
                    .setArguments(program.arguments().toArray(String[]::new))
                    .setConfiguration(configuration)
                    .build()) {
                configuration.set(
                        PipelineOptions.JARS,
                        packaged.getJobJarAndDependencies().stream()
                                .map(URL::toString)
                                .toList());
                ClientUtils.executeProgram(new Recording(jobs), configuration, packaged, false, true);
            }
        }
    }

    private static void delete(Path directory) {
        if (directory == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Flink's own executors, and a note of each job they start. */
    private record Recording(List<String> jobs) implements PipelineExecutorServiceLoader {
        @Override
        public PipelineExecutorFactory getExecutorFactory(Configuration configuration) throws Exception {
            PipelineExecutorFactory factory = new DefaultExecutorServiceLoader().getExecutorFactory(configuration);
            return new PipelineExecutorFactory() {
                @Override
                public String getName() {
                    return factory.getName();
                }

                @Override
                public boolean isCompatibleWith(Configuration other) {
                    return factory.isCompatibleWith(other);
                }

                @Override
                public PipelineExecutor getExecutor(Configuration other) {
                    PipelineExecutor executor = factory.getExecutor(other);
                    return (pipeline, options, classes) -> executor.execute(pipeline, options, classes)
                            .thenApply(job -> {
                                jobs.add(job.getJobID().toHexString());
                                return job;
                            });
                }
            };
        }

        @Override
        public Stream<String> getExecutorNames() {
            return new DefaultExecutorServiceLoader().getExecutorNames();
        }
    }
}
