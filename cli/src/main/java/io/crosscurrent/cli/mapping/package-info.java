/** {@code crosscurrent mapping …}: what table mappings make of a database. */
package io.crosscurrent.cli.mapping;
