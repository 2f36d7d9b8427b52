/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms;

import io.crosscurrent.server.aws.Page;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import software.amazon.awssdk.services.databasemigration.model.Filter;

/**
 * Filters of the Describe calls: names are AND-ed, values OR-ed, and filters that match nothing are an error, because the
 * "deleted" waiters succeed on nothing else.
 *
 * @param what plural for messages, for example {@code Tasks}
 * @param names what each filter name compares with
 */
public record Filtering<T>(String what, Map<String, Function<T, List<String>>> names) {
    public List<T> select(List<T> all, List<Filter> filters) {
        for (Filter filter : filters) {
            if (!names.containsKey(filter.name())) {
                throw Faults.value("The filter " + filter.name() + " is not one of "
                        + String.join(", ", new TreeSet<>(names.keySet())) + ".");
            }
        }
        List<T> found = all.stream()
                .filter(each -> filters.stream().allMatch(filter -> names.get(filter.name()).apply(each).stream()
                        .anyMatch(filter.values()::contains)))
                .toList();
        if (found.isEmpty() && !filters.isEmpty()) {
            throw Faults.notFound("No " + what + " found matching the filters");
        }
        return found;
    }

    public Page<T> page(List<T> all, List<Filter> filters, Integer size, String marker) {
        return Page.of(select(all, filters), size, 100, marker, "InvalidParameterValueException");
    }
}
