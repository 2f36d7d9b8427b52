/* SPDX-License-Identifier: Apache-2.0 */
/** The MySQL client protocol: packets, authentication, TLS, compression, queries, change stream dump. */
package io.crosscurrent.mysql.protocol;
