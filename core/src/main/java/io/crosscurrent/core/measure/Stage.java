/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.measure;

/** A part of the way of a database transaction to the reader of a topic. Together they are the whole way. */
public enum Stage {
    /** From the commit at the source, by its clock, until the task read the first event of the transaction. */
    READ("commit-to-read"),
    /** From then until its last change was encoded. */
    ENCODE("read-to-encoded"),
    /** From then until the Kafka transaction that carries it was committed. Load ranges count too. */
    DELIVER("encoded-to-committed");

    private final String text;

    Stage(String text) {
        this.text = text;
    }

    /** As measures and documents name it. */
    public String text() {
        return text;
    }
}
