/* SPDX-License-Identifier: Apache-2.0 */
/** Pages of pinned results, shared by link for reading. */
package io.crosscurrent.server.studio.dashboard;
