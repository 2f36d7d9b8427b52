/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What the tables of the checker's workload look like: kinds of keys and of values, each with its SQL and with the way the
 * server prints it. Uses the JDK only. Start at {@link io.crosscurrent.testing.shape.TableShape}.
 */
package io.crosscurrent.testing.shape;
