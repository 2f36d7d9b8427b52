/** A small Systems Manager: stored parameters that templates may refer to. */
package io.crosscurrent.server.parameter;
