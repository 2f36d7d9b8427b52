/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Cells with the magic {@code %aws}: command lines in the words of the AWS CLI, answered by the services of this process.
 * No shell, no file and no network is touched. May use {@code aws}; knows services only by their names and classes. Start
 * reading at {@link io.crosscurrent.server.studio.command.Commands}.
 */
package io.crosscurrent.server.studio.command;
