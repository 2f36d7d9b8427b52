/* SPDX-License-Identifier: Apache-2.0 */
/** MySQL tables: from the catalogue, from table map events, and from the DDL in the log. */
package io.crosscurrent.mysql.schema;
