/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

/** The version of the plug-in as its jar's manifest names it. */
final class PluginVersion {
    static final String VALUE = value(PluginVersion.class.getPackage().getImplementationVersion());

    private PluginVersion() {}

    private static String value(String fromManifest) {
        return fromManifest == null ? "0.1.0-SNAPSHOT" : fromManifest;
    }
}
