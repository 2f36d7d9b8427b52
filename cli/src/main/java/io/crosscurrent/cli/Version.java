/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli;

import picocli.CommandLine.IVersionProvider;

/** The version the build wrote into the manifest of the jar. */
public final class Version implements IVersionProvider {
    /** For example {@code 0.1.0}; {@code development} when run from class files. */
    public static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"crosscurrent " + text(), "Java " + System.getProperty("java.version")};
    }
}
