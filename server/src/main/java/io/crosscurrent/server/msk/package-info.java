/**
 * MSK: clusters that are names for the Kafka of this platform, embedded or remote, with real users made of secrets and the
 * topics that are there.
 */
package io.crosscurrent.server.msk;
