/* SPDX-License-Identifier: Apache-2.0 */
/** Crosscurrent flink. */
package io.crosscurrent.flink;
