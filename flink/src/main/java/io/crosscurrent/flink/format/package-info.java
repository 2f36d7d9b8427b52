/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The format {@code dms-json}: DMS messages in, rows of a changelog out. Start with
 * {@link io.crosscurrent.flink.format.DmsJsonFormatFactory}; a message is read by {@code MessageReader}, a value by
 * {@code ValueReader}. Options, metadata and types are described in {@code docs/reference/flink.md}.
 */
package io.crosscurrent.flink.format;
