/* SPDX-License-Identifier: Apache-2.0 */
/** How the platform and its tasks are, for machines that watch: health checks and Prometheus measures. */
package io.crosscurrent.server.monitoring;
