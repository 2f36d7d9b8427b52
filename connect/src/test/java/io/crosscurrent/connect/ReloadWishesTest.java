/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.core.table.TableId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReloadWishesTest {
    @Test
    void theLastWishForATableCounts() {
        assertThat(ReloadWishes.parse("[{\"schema\": \"a.b\", \"table\": \"c\", \"number\": 3},"
                        + " {\"schema\": \"a.b\", \"table\": \"c\", \"number\": 2}]"))
                .containsOnlyKeys(new TableId("a.b", "c"))
                .containsValue(3L);
        assertThat(ReloadWishes.parse("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "[", "[{\"schema\": \"a\", \"number\": 1}]", "[{\"schema\": \"a\", \"table\": \"b\"}]"})
    void whatCannotBeReadIsRefused(String text) {
        assertThatThrownBy(() -> ReloadWishes.parse(text)).hasMessageStartingWith("reload.tables ");
    }
}
