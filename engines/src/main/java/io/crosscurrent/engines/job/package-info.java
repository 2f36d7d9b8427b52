/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Jobs of a Flink cluster, whoever wrote them: programs in JARs, their states, snapshots and measures.
 *
 * <p>Start reading at {@link io.crosscurrent.engines.job.JobCluster}. Everything but starting a program goes over Flink's REST
 * API, the same for an embedded and a remote cluster; {@code LocalLauncher} runs a program's main method in this process,
 * {@code UploadLauncher} has the cluster run it.
 */
package io.crosscurrent.engines.job;
