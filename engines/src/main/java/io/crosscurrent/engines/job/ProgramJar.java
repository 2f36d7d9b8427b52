/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.job;

import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipException;

/**
 * A program's JAR: what it must have, and a copy of it that knows the program's properties. The service it imitates puts them
 * into one file of the machine, which several programs of one machine cannot share; so they travel in the JAR, with a
 * {@link KinesisAnalyticsRuntime} that finds them there.
 */
public final class ProgramJar {
    /** Where the properties stand in the copy. */
    public static final String PROPERTIES = KinesisAnalyticsRuntime.RESOURCE;

    private static final String RUNTIME =
            KinesisAnalyticsRuntime.class.getName().replace('.', '/') + ".class";
    private static final ObjectMapper JSON = new ObjectMapper();

    private ProgramJar() {}

    /**
     * Name of the class whose main method is run.
     *
     * @throws CrosscurrentException {@code flink.program} when the file is no JAR, names no main class or does not have it
     */
    public static String mainClass(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            Attributes attributes = manifest == null ? new Attributes() : manifest.getMainAttributes();
            String name = attributes.getValue("program-class");
            name = name == null ? attributes.getValue(Attributes.Name.MAIN_CLASS) : name;
            if (name == null || name.isBlank()) {
                throw refused(
                        "The JAR names no main class",
                        "Set Main-Class in its META-INF/MANIFEST.MF (Maven: the ManifestResourceTransformer of the shade"
                                + " plug-in, or archive/manifest/mainClass of the jar plug-in).",
                        null);
            }
            if (file.getEntry(name.strip().replace('.', '/') + ".class") == null) {
                throw refused(
                        "The JAR names the main class " + name.strip() + " and does not have it",
                        "Correct Main-Class in its manifest, or put the class into the JAR.",
                        null);
            }
            return name.strip();
        } catch (ZipException e) {
            throw refused(
                    "The code is no JAR: " + e.getMessage(),
                    "Give a JAR with the program and the libraries it needs beside Flink.",
                    e);
        } catch (IOException e) {
            throw refused("The JAR cannot be read: " + e, "Give it again.", e);
        }
    }

    static CrosscurrentException refused(String what, String remedy, Throwable cause) {
        return new CrosscurrentException("flink.program", what + ".", remedy, cause);
    }

    /** Writes a copy of the program's JAR that has its properties. Signatures are left out: the copy is another file. */
    static void copy(Program program, Path target) {
        try (JarFile source = new JarFile(program.jar().toFile());
                OutputStream file = Files.newOutputStream(target);
                JarOutputStream out = new JarOutputStream(file)) {
            out.setLevel(1);
            Set<String> written = new HashSet<>(Set.of(RUNTIME, PROPERTIES));
            for (JarEntry entry : (Iterable<JarEntry>) source.stream()::iterator) {
                boolean signature = entry.getName().matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
                if (!signature && written.add(entry.getName())) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    try (InputStream content = source.getInputStream(entry)) {
                        content.transferTo(out);
                    }
                    out.closeEntry();
                }
            }
            out.putNextEntry(new JarEntry(RUNTIME));
            try (InputStream ours = KinesisAnalyticsRuntime.class.getResourceAsStream("/" + RUNTIME)) {
                ours.transferTo(out);
            }
            out.closeEntry();
            out.putNextEntry(new JarEntry(PROPERTIES));
            out.write(properties(program.properties()));
            out.closeEntry();
        } catch (IOException e) {
            throw refused("The JAR cannot be copied: " + e, "Check the space on the disk and the JAR.", e);
        }
    }

    /** In the form of the file of Managed Flink: {@code [{"PropertyGroupId": …, "PropertyMap": {…}}]}. */
    private static byte[] properties(Map<String, Map<String, String>> groups) throws IOException {
        ArrayNode out = JSON.createArrayNode();
        new TreeMap<>(groups).forEach((id, values) -> out.addObject()
                .put("PropertyGroupId", id)
                .set("PropertyMap", JSON.valueToTree(new TreeMap<>(values))));
        return JSON.writeValueAsBytes(out);
    }
}
