/* SPDX-License-Identifier: Apache-2.0 */
/** What the page of the studio asks for: who it is, files, notes, runs, events. */
package io.crosscurrent.server.studio.page;
