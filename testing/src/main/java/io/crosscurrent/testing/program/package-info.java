/* SPDX-License-Identifier: Apache-2.0 */
/** Programs of users, compiled and packed as they would be. */
package io.crosscurrent.testing.program;
