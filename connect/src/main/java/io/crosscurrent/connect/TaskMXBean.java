/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

/** A running task in JMX: {@code io.crosscurrent:type=task,task=<task id>}. */
public interface TaskMXBean {
    /** Age of the last change read, seconds; 0 when the source has nothing more. */
    double getLagSeconds();

    /** Bytes of the source's log that are not read yet; -1 when that is not known. */
    long getLagBytes();

    /** Bytes of keys and values committed since this run of the task began. */
    long getDeliveredBytes();
}
