/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The SASL mechanism {@code AWS_MSK_IAM} at the broker, and what those who log in by it may do.
 *
 * <p>Start reading at {@link io.crosscurrent.engines.kafka.iam.IamAccess}: the seam to whoever knows the access keys and
 * policies. {@code IamSaslServer} takes a login, {@code IamAuthorizer} asks for each request; Kafka makes both by their class
 * names, so they find the seam in {@code IamNodes}. {@code RoleCallbackHandler} is the other end: it signs for clients in this
 * process in the name of a role.
 */
package io.crosscurrent.engines.kafka.iam;
