/* SPDX-License-Identifier: Apache-2.0 */
/** Tables of settings: name, usual value, allowed values, what each does here. */
package io.crosscurrent.server.dms.setting;
