/* SPDX-License-Identifier: Apache-2.0 */
/** Runs of cells: a session for each note, statements one after another, live results, and what outlives a restart. */
package io.crosscurrent.server.studio.run;
