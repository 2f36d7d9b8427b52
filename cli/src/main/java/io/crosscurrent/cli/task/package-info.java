/* SPDX-License-Identifier: Apache-2.0 */
/** {@code crosscurrent task …}: replication tasks. */
package io.crosscurrent.cli.task;
