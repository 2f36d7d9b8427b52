/** CloudFormation templates: reading, parameters, conditions, intrinsic functions, dependencies. Knows no resource type. */
package io.crosscurrent.server.stack.template;
