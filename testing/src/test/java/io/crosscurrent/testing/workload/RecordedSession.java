/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.workload;

import java.util.ArrayList;
import java.util.List;

/** Takes every statement for done, and remembers it. */
final class RecordedSession implements Session {
    final List<String> statements = new ArrayList<>();

    @Override
    public void execute(String sql) {
        statements.add(sql);
    }

    @Override
    public void change(String sql, int rows) {
        statements.add(sql);
    }

    @Override
    public List<String> query(String sql) {
        return List.of();
    }

    @Override
    public void renew() {
        throw new AssertionError("nothing fails here");
    }

    @Override
    public void close() {}
}
