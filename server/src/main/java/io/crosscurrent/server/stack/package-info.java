/**
 * CloudFormation: stacks and change sets over the services of this control plane. A stack's work is done in steps that are
 * kept in the store, so that a control plane that was killed goes on with the step it was at.
 */
package io.crosscurrent.server.stack;
