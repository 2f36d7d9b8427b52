/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.task;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What task settings are where nothing is given. */
public final class DefaultSettings {
    private DefaultSettings() {}

    /** The whole document; groups that are closed by default are null. */
    public static ObjectNode document() {
        return SettingRules.presets();
    }

    /** The members of a group once one of them is given. */
    public static ObjectNode group(String name) {
        return SettingRules.opened(name);
    }
}
