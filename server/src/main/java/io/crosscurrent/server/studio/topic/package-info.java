/* SPDX-License-Identifier: Apache-2.0 */
/** Messages of topics: the last ones, and those that come. */
package io.crosscurrent.server.studio.topic;
