/* SPDX-License-Identifier: Apache-2.0 */
/** The platform over clusters that run in processes of their own. */
package io.crosscurrent.app.scale;
