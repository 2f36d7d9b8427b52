/* SPDX-License-Identifier: Apache-2.0 */
/** Who may call: access keys and where they are kept. */
package io.crosscurrent.server.access;
