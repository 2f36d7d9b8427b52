/** Scripts of Flink SQL as text. */
package io.crosscurrent.core.sql;
