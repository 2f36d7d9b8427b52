/* SPDX-License-Identifier: Apache-2.0 */
/** The registry topic: which tables each task captures, where they go, how far it is. */
package io.crosscurrent.core.registry;
