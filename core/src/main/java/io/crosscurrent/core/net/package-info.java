/* SPDX-License-Identifier: Apache-2.0 */
/** What may be reached over the network. */
package io.crosscurrent.core.net;
