/* SPDX-License-Identifier: Apache-2.0 */
/** What commands print: tables for people, one JSON document or JSON lines for programs. */
package io.crosscurrent.cli.output;
