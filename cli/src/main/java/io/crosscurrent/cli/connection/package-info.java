/* SPDX-License-Identifier: Apache-2.0 */
/** How commands find the platform and talk to it: settings, AWS clients, and the client of its own API. */
package io.crosscurrent.cli.connection;
