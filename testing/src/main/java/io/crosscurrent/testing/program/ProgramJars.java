/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.program;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Makes JARs from Java source, with the JDK's own compiler and the class path of the test. */
public final class ProgramJars {
    private ProgramJars() {}

    /**
     * Compiles one class without a package, and those nested in it.
     *
     * @param directory for the work and the result
     * @param main Main-Class of the manifest; "" for none
     * @return the JAR, {@code <name>.jar}
     */
    public static Path build(Path directory, String name, String source, String main) {
        return build(directory, name, source, main, List.of());
    }

    /** @param libraries JARs to be put under {@code lib/} of the JAR */
    public static Path build(Path directory, String name, String source, String main, List<Path> libraries) {
        try {
            Path classes = Files.createTempDirectory(directory, name);
            Path file = Files.writeString(classes.resolve(name + ".java"), source);
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            StringWriter messages = new StringWriter();
            boolean compiled = compiler.getTask(
                            messages,
                            null,
                            null,
                            List.of(
                                    "-d",
                                    classes.toString(),
                                    "-proc:none",
                                    "-classpath",
                                    System.getProperty("java.class.path")),
                            null,
                            compiler.getStandardFileManager(null, null, null).getJavaFileObjects(file))
                    .call();
            if (!compiled) {
                throw new IllegalArgumentException(name + " does not compile: " + messages);
            }
            Files.delete(file);
            Files.createDirectory(classes.resolve("lib"));
            for (Path library : libraries) {
                Files.copy(library, classes.resolve("lib").resolve(library.getFileName()));
            }
            return pack(directory.resolve(name + ".jar"), classes, main);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path pack(Path jar, Path classes, String main) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!main.isEmpty()) {
            manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main);
        }
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                Stream<Path> found = Files.walk(classes)) {
            for (Path each : found.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(each).toString()));
                Files.copy(each, out);
                out.closeEntry();
            }
        }
        return jar;
    }
}
