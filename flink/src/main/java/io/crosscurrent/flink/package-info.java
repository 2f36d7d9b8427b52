/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The Flink plug-in: {@link io.crosscurrent.flink.format} reads DMS messages as a changelog,
 * {@link io.crosscurrent.flink.catalog} shows captured tables without DDL. Uses core and Flink's public table interfaces;
 * runs in an unmodified Flink.
 */
package io.crosscurrent.flink;
