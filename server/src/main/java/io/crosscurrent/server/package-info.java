/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The control plane: AWS wire protocols, endpoints, replication tasks, secrets, store. Names no database and drives
 * engines only through their interfaces. Start reading at {@link io.crosscurrent.server.ControlPlane}.
 */
package io.crosscurrent.server;
