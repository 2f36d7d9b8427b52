/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The platform's own service, {@code crosscurrent}: status, topics, SQL, previews of connections. Start reading at {@link
 * io.crosscurrent.server.platform.PlatformService}.
 */
package io.crosscurrent.server.platform;
