/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The seam between databases and whatever carries their records: a {@link io.crosscurrent.core.source.SourceProvider}
 * opens a {@link io.crosscurrent.core.source.Source}, which delivers into a
 * {@link io.crosscurrent.core.source.ChangeSink}. Knows no database and no Kafka.
 */
package io.crosscurrent.core.source;
