/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.workload;

/**
 * What a workload does. Immutable.
 *
 * @param database name of the schema it creates for its tables
 * @param seed same seed, same statements of each writer
 * @param writers sessions that write at the same time, 1 to 32
 * @param rows of each shared table before the first change
 * @param transactionsPerSecond of all writers together; 0 for as many as they can
 * @param largeRows rows of a large transaction; 0 for none
 * @param largeEvery one in so many transactions is large
 * @param schemaChangeEvery one in so many steps of a writer changes one of its own tables, while that is allowed
 */
public record WorkloadOptions(
        String database,
        long seed,
        int writers,
        int rows,
        int transactionsPerSecond,
        int largeRows,
        int largeEvery,
        int schemaChangeEvery) {
    public WorkloadOptions {
        if (writers < 1 || writers > 32 || rows < 0 || rows > 4_000_000) {
            throw new IllegalArgumentException(writers + " writers of 1 to 32, " + rows + " rows of 0 to 4,000,000");
        }
    }

    /** Three writers, 2,000 rows a table, 200 transactions/s, one in 400 of 10,000 rows, one in 60 steps about a table. */
    public static WorkloadOptions seeded(long seed) {
        return new WorkloadOptions("ledgers", seed, 3, 2_000, 200, 10_000, 400, 60);
    }

    public WorkloadOptions database(String name) {
        return new WorkloadOptions(
                name, seed, writers, rows, transactionsPerSecond, largeRows, largeEvery, schemaChangeEvery);
    }

    public WorkloadOptions writers(int count) {
        return new WorkloadOptions(
                database, seed, count, rows, transactionsPerSecond, largeRows, largeEvery, schemaChangeEvery);
    }

    public WorkloadOptions rows(int count) {
        return new WorkloadOptions(
                database, seed, writers, count, transactionsPerSecond, largeRows, largeEvery, schemaChangeEvery);
    }

    public WorkloadOptions transactionsPerSecond(int rate) {
        return new WorkloadOptions(database, seed, writers, rows, rate, largeRows, largeEvery, schemaChangeEvery);
    }

    public WorkloadOptions large(int rowsEach, int oneIn) {
        return new WorkloadOptions(
                database, seed, writers, rows, transactionsPerSecond, rowsEach, oneIn, schemaChangeEvery);
    }

    public WorkloadOptions schemaChangeEvery(int steps) {
        return new WorkloadOptions(database, seed, writers, rows, transactionsPerSecond, largeRows, largeEvery, steps);
    }
}
