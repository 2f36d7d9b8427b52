/* SPDX-License-Identifier: Apache-2.0 */
/** {@code crosscurrent secret …}: passwords for endpoints. */
package io.crosscurrent.cli.secret;
