/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

/**
 * A stage of a running task in JMX, of all its transactions since the run began: {@code
 * io.crosscurrent:type=stage,task=<task id>,stage=<name>}. Quantiles are at most twice too long.
 */
public interface StageMXBean {
    long getCount();

    double getMeanMillis();

    double getMedianMillis();

    double getP99Millis();
}
