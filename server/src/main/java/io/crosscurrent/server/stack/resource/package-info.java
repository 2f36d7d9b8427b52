/**
 * The resource types of stacks. Most are calls of the services of this control plane with the properties as they are; those
 * that have no effect here, such as networks, are recorded.
 */
package io.crosscurrent.server.stack.resource;
