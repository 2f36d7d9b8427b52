/** CloudWatch and its logs: measures and events of replication tasks under the names the Database Migration Service has. */
package io.crosscurrent.server.cloudwatch;
