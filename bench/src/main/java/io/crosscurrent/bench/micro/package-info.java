/* SPDX-License-Identifier: Apache-2.0 */
/** JMH benchmarks of single parts of the hot path. Each checks its result before its time counts. */
package io.crosscurrent.bench.micro;
