/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.process;

import java.util.List;

/**
 * What runs in a process of its own.
 *
 * @param name of its log
 * @param heap at most, as {@code -Xmx} has it
 * @param options of the virtual machine beside those that everybody gets
 * @param classPath entries, with wildcards
 * @param main class
 */
public record JavaProgram(
        String name, String heap, List<String> options, List<String> classPath, String main, List<String> arguments) {

    /** One of Kafka's programs, with a heap of 1 GB. */
    public static JavaProgram kafka(String name, String library, String main, List<String> arguments) {
        return new JavaProgram(name, "1g", List.of(), List.of(library + "/*"), main, arguments);
    }

    /** The same with another heap. */
    public JavaProgram heap(String chosen) {
        return new JavaProgram(name, chosen, options, classPath, main, arguments);
    }
}
