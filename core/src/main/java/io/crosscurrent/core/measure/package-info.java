/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What a running task measures of itself: how far it is behind its source, and how long each stage of a change takes. Source
 * and delivery write, the registry and JMX read. Nothing is allocated on the way of a change.
 */
package io.crosscurrent.core.measure;
