/* SPDX-License-Identifier: Apache-2.0 */
/** Sources, tasks, topics and jobs as one picture. */
package io.crosscurrent.server.studio.pipeline;
