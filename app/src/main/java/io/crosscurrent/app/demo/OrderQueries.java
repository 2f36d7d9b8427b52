/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.demo;

import io.crosscurrent.app.platform.Platform;
import java.util.List;

/** The Flink SQL of the demo, as one would type it into a notebook. */
final class OrderQueries {
    private static final String STORY = "orderNumber BETWEEN 10100 AND 10103";

    private OrderQueries() {}

    /** The plain way: the messages as they are in a table, and a view of the latest one of each order. */
    static List<String> latestView(String brokers, String password) {
        return List.of(
                """
                CREATE TABLE orders_cdc (
                  `data` ROW<`orderNumber` INT, `orderDate` STRING, `requiredDate` STRING, `shippedDate` STRING,
                             `status` STRING, `comments` STRING, `customerNumber` INT>,
                  `metadata` ROW<`timestamp` STRING, `record-type` STRING, `operation` STRING,
                                 `partition-key-type` STRING, `schema-name` STRING, `table-name` STRING,
                                 `transaction-id` BIGINT, `commit-timestamp` STRING>
                ) WITH (
                  'connector' = 'kafka', 'topic' = 'salesdb.orders',
                  'properties.bootstrap.servers' = '%s', 'properties.group.id' = 'salesdb-orders',
                  'properties.isolation.level' = 'read_committed',
                  'properties.security.protocol' = 'SASL_PLAINTEXT', 'properties.sasl.mechanism' = 'SCRAM-SHA-512',
                  'properties.sasl.jaas.config' = 'org.apache.kafka.common.security.scram.ScramLoginModule required username="%s" password="%s";',
                  'scan.startup.mode' = 'earliest-offset',
                  'format' = 'json', 'json.ignore-parse-errors' = 'true', 'json.fail-on-missing-field' = 'false'
                )"""
                        .formatted(brokers, Platform.CLIENT_USER, password),
                """
                CREATE VIEW orders_latest AS
                SELECT orderNumber, orderDate, requiredDate, shippedDate, status, comments, customerNumber, operation,
                       changed_at
                FROM ( SELECT c.`data`.`orderNumber` AS orderNumber, c.`data`.`orderDate` AS orderDate,
                              c.`data`.`requiredDate` AS requiredDate, c.`data`.`shippedDate` AS shippedDate,
                              c.`data`.`status` AS status, c.`data`.`comments` AS comments,
                              c.`data`.`customerNumber` AS customerNumber, c.`metadata`.`operation` AS operation,
                              c.`metadata`.`timestamp` AS changed_at,
                              ROW_NUMBER() OVER (PARTITION BY c.`data`.`orderNumber`
                                                 ORDER BY c.`metadata`.`timestamp` DESC) AS rn
                       FROM orders_cdc AS c WHERE c.`metadata`.`record-type` = 'data' )
                WHERE rn = 1""");
    }

    static String fromLatestView() {
        return "SELECT orderNumber, status, comments, customerNumber, operation, changed_at FROM orders_latest WHERE "
                + STORY;
    }

    /** The short way: the captured table from the catalogue, with deletes applied. */
    static String fromCatalogue() {
        return "SELECT orderNumber, status, comments, customerNumber FROM salesdb.orders WHERE " + STORY;
    }
}
