/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The sample database of the demo and of tests: a maker of model boats with its products, customers and orders, in the
 * well-known shape of eight tables. Every row is made here, always the same ones. Start at
 * {@link io.crosscurrent.testing.sample.SampleDatabase}; needs nothing but the JDK.
 */
package io.crosscurrent.testing.sample;
