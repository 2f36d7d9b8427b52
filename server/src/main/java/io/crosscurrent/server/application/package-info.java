/**
 * Managed Flink: a Studio application is a notebook space of this platform, an application of SQL text runs as jobs on its
 * Flink engine.
 */
package io.crosscurrent.server.application;
