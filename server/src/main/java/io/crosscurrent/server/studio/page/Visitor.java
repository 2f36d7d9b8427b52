/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.page;

import io.crosscurrent.server.aws.Caller;

/** Who looks at a page. @param name for example {@code root} or {@code user/anna} */
public record Visitor(Caller caller, String name) {}
