/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Uploads programs to a session cluster, whose JobManager runs the main method. */
final class UploadLauncher implements ProgramLauncher {
    private final FlinkRest rest;

    UploadLauncher(FlinkRest rest) {
        this.rest = rest;
    }

    @Override
    public List<String> launch(Program program) {
        String main = ProgramJar.mainClass(program.jar());
        Path copy = null;
        try {
            copy = Files.createTempFile("program-", ".jar");
            ProgramJar.copy(program, copy);
            JsonNode uploaded = rest.upload("/jars/upload", copy);
            String name = uploaded.path("filename").asText();
            if (name.isEmpty()) {
                throw new CrosscurrentException(
                        "flink.no_upload",
                        "The Flink cluster takes no JARs.",
                        "Set web.submit.enable to true in its configuration.");
            }
            String id = name.substring(name.lastIndexOf('/') + 1);
            try {
                JsonNode started = rest.post("/jars/" + id + "/run", request(program, main));
                return List.of(started.path("jobid").asText());
            } finally {
                rest.delete("/jars/" + id);
            }
        } catch (FlinkRest.Refusal e) {
            throw ProgramFailure.ofProgram(program.name(), e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(copy);
        }
    }

    private static Map<String, Object> request(Program program, String main) {
        Map<String, String> options = new HashMap<>(program.options());
        Map<String, Object> request = new HashMap<>();
        request.put("entryClass", main);
        request.put("programArgsList", program.arguments());
        request.put("parallelism", Integer.parseInt(options.getOrDefault("parallelism.default", "1")));
        if (!program.restore().path().isEmpty()) {
            request.put("savepointPath", program.restore().path());
            request.put("allowNonRestoredState", program.restore().allowNonRestored());
            request.put("claimMode", "NO_CLAIM");
        }
        request.put("flinkConfiguration", options);
        return request;
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
