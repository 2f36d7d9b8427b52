/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Flink SQL: sessions, statements, rows as exact text, failures with a position.
 *
 * <p>Start reading at {@link io.crosscurrent.engines.sql.SqlEngine}. {@code EmbeddedFlink} runs a cluster and the SQL
 * gateway's service in this JVM and opens no gateway port; {@code RemoteFlink} speaks to a gateway over REST. Both turn rows
 * into text with {@code ValueText} and failures into sentences with {@code FailureText}.
 */
package io.crosscurrent.engines.sql;
