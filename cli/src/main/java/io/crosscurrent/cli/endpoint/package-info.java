/* SPDX-License-Identifier: Apache-2.0 */
/** {@code crosscurrent endpoint …}: sources and targets. */
package io.crosscurrent.cli.endpoint;
