/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Secrets Manager: secrets with versions and stages, sealed in the store. {@link io.crosscurrent.server.secret.Secrets}
 * has the rules, {@link io.crosscurrent.server.secret.SecretsService} the API.
 */
package io.crosscurrent.server.secret;
