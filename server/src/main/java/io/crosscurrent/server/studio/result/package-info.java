/* SPDX-License-Identifier: Apache-2.0 */
/** Results of queries as they are now: changes applied to rows, bounded, and told as differences. */
package io.crosscurrent.server.studio.result;
