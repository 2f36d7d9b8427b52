/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The catalogue {@code crosscurrent}: source schemas are databases, captured tables are tables with columns, types and
 * primary key, known from the registry topic. Start with {@link io.crosscurrent.flink.catalog.CrosscurrentCatalog}.
 * Options are described in {@code docs/reference/flink.md}.
 */
package io.crosscurrent.flink.catalog;
