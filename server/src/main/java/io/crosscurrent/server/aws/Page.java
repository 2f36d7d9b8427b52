/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import java.util.List;

/**
 * One page of a list. Tokens are opaque to clients; ours say how many entries came before.
 *
 * @param next token of the next page, or null at the end: an empty string would be sent back
 */
public record Page<T>(List<T> items, String next) {
    /**
     * @param size most entries of the page, or null for {@code usual}
     * @param token what the client was given as {@code next}, or null
     * @param invalid error code for a token that is none of ours
     */
    public static <T> Page<T> of(List<T> all, Integer size, int usual, String token, String invalid) {
        int from = 0;
        if (token != null && !token.isEmpty()) {
            try {
                from = Integer.parseInt(token);
            } catch (NumberFormatException e) {
                from = -1;
            }
            if (from < 0) {
                throw new ApiException(invalid, "The token " + token + " was not given out by this server.");
            }
        }
        if (size != null && size < 1) {
            throw new ApiException(invalid, "The page size must be at least 1, not " + size + ".");
        }
        int start = Math.min(from, all.size());
        int end = Math.min(all.size(), start + (size == null ? usual : size));
        return new Page<>(all.subList(start, end), end < all.size() ? Integer.toString(end) : null);
    }
}
