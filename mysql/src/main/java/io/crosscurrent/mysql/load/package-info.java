/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The full load, beside the running change stream: tables cut into key ranges, read in parallel, and merged with what changed
 * while they were read. Start with {@link io.crosscurrent.mysql.load.FullLoad}; {@link io.crosscurrent.mysql.load.TableLoad}
 * decides for each change whether it is still to be read, being read, or read. The stream appears here only as
 * {@link io.crosscurrent.mysql.load.StreamGate}.
 */
package io.crosscurrent.mysql.load;
