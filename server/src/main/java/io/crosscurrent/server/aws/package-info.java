/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The AWS wire protocols: one listener, the router, Signature Version 4, and the codec that reads and writes the classes
 * of the AWS SDK, which are the model of every service. Knows no service by name. Start reading at {@link
 * io.crosscurrent.server.aws.AwsListener}.
 */
package io.crosscurrent.server.aws;
