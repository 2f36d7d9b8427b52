/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Faults under write load, each followed by a check that nothing was lost, doubled or put out of order. Broker and Connect
 * worker run in processes of their own, so that each can be killed or frozen alone; a debugger's breakpoints stop a worker
 * at named points without a seam in the product. Start reading at {@link io.crosscurrent.connect.fault.Fault}.
 */
package io.crosscurrent.connect.fault;
