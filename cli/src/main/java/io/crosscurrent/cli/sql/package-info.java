/* SPDX-License-Identifier: Apache-2.0 */
/** {@code crosscurrent sql}: Flink SQL with results that go on. */
package io.crosscurrent.cli.sql;
