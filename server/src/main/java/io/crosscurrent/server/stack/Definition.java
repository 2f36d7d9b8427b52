/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack;

import io.crosscurrent.server.stack.template.Template;

/** What a stack shall be. */
record Definition(Template template, Inputs inputs) {}
