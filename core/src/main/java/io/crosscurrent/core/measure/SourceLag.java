/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.measure;

/** How far a task is behind its source. Any thread asks; never waits. */
public interface SourceLag {
    /** Of a source that does not tell. */
    SourceLag UNKNOWN = new SourceLag() {
        @Override
        public long millis(long nowMillis) {
            return 0;
        }

        @Override
        public long bytes() {
            return -1;
        }
    };

    /** Age of the last change read, milliseconds; 0 when the source has nothing more. */
    long millis(long nowMillis);

    /** Bytes of the source's log that are not read yet; -1 when that is not known. */
    long bytes();
}
