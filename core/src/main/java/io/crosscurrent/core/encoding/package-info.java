/* SPDX-License-Identifier: Apache-2.0 */
/**
 * DMS JSON: data records ({@link io.crosscurrent.core.encoding.RowEncoder}) and control records
 * ({@link io.crosscurrent.core.encoding.ControlEncoder}) as bytes. Uses plans compiled by the mapping package. Start
 * reading at {@code RowLayout}, what a plan is as bytes, then {@code DmsJsonEncoder}, which fills in the values.
 */
package io.crosscurrent.core.encoding;
