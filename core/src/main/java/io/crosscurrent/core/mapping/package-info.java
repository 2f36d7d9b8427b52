/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Table mappings: selection and object-mapping rules, parsed once and compiled to one
 * {@link io.crosscurrent.core.mapping.TablePlan} per table version.
 */
package io.crosscurrent.core.mapping;
