/* SPDX-License-Identifier: Apache-2.0 */
/** The products measured: how each is started on given data and how its records are read. */
package io.crosscurrent.bench.contestant;
