/* SPDX-License-Identifier: Apache-2.0 */
/** {@code crosscurrent instance …}: replication instances, which DMS wants a task to have. */
package io.crosscurrent.cli.instance;
