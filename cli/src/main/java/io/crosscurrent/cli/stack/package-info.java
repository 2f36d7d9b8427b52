/** {@code crosscurrent deploy} and {@code crosscurrent stack …}: stacks of CloudFormation templates. */
package io.crosscurrent.cli.stack;
