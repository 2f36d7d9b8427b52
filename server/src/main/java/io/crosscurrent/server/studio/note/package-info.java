/* SPDX-License-Identifier: Apache-2.0 */
/** Notes as text: files that diff well, Zeppelin's form, the line that says how a cell runs, forms, statements. */
package io.crosscurrent.server.studio.note;
