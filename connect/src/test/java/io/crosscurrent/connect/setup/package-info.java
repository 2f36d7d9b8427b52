/* SPDX-License-Identifier: Apache-2.0 */
/** What every test needs that captures a database with a real connector: its configuration, and readers of its topics. */
package io.crosscurrent.connect.setup;
