/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of a query request as the tree their dots spell: {@code Tags.member.1.Key=a} is the leaf Key below the
 * nodes Tags, member, 1.
 */
final class FormTree {
    /** As deep as any request of the services goes, with room. */
    private static final int DEPTH = 32;

    private final Map<String, FormTree> children = new LinkedHashMap<>();
    private String value;

    static FormTree of(QueryString parameters) {
        FormTree root = new FormTree();
        for (QueryString.Pair pair : parameters.pairs()) {
            FormTree node = root;
            String[] path = pair.name().split("\\.", -1);
            if (path.length > DEPTH) {
                throw new ApiException("MalformedInput", "The parameter " + pair.name() + " is nested too deeply.");
            }
            for (String part : path) {
                node = node.children.computeIfAbsent(part, key -> new FormTree());
            }
            node.value = pair.value();
        }
        return root;
    }

    /** The child of that name, or null. */
    FormTree child(String name) {
        return children.get(name);
    }

    /** The leaf's text, or null for a node that only has children. */
    String value() {
        return value;
    }

    /** The children whose names are numbers, in their order. Gaps are allowed. */
    List<FormTree> numbered() {
        return children.entrySet().stream()
                .filter(entry -> entry.getKey().matches("[0-9]{1,6}"))
                .sorted(Comparator.comparingInt(entry -> Integer.parseInt(entry.getKey())))
                .map(Map.Entry::getValue)
                .toList();
    }
}
