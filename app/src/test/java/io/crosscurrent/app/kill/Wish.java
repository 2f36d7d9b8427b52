/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.kill;

import java.util.function.BooleanSupplier;

/**
 * One thing a client wants.
 *
 * @param call asks for it; may find that it was asked for before
 * @param done whether it is there
 * @param quiet whether nothing is under way any more, done or not
 */
record Wish(String name, Runnable call, BooleanSupplier done, BooleanSupplier quiet) {
    @Override
    public String toString() {
        return name;
    }
}
