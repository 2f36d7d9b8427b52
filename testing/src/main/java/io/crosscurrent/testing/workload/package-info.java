/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A seeded workload of many sessions over many tables, whose every commit is known, also when the database is killed.
 * Start at {@link io.crosscurrent.testing.workload.Workload}.
 */
package io.crosscurrent.testing.workload;
