/**
 * Who may do what: users with access keys, roles, policies, temporary keys. IAM and STS as AWS clients know them; the policies
 * are enforced for everything this control plane does.
 */
package io.crosscurrent.server.iam;
