/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.secret;

import io.crosscurrent.server.aws.ApiException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordRequest;

/** Draws passwords as {@code GetRandomPassword} promises them. */
final class RandomPassword {
    private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private RandomPassword() {}

    static String draw(GetRandomPasswordRequest request) {
        SecureRandom random = new SecureRandom();
        String excluded = request.excludeCharacters() == null ? "" : request.excludeCharacters();
        List<String> kinds = new ArrayList<>();
        add(kinds, request.excludeLowercase(), "abcdefghijklmnopqrstuvwxyz", excluded);
        add(kinds, request.excludeUppercase(), "ABCDEFGHIJKLMNOPQRSTUVWXYZ", excluded);
        add(kinds, request.excludeNumbers(), "0123456789", excluded);
        add(kinds, request.excludePunctuation(), PUNCTUATION, excluded);
        add(kinds, !Boolean.TRUE.equals(request.includeSpace()), " ", excluded);
        long length = request.passwordLength() == null ? 32 : request.passwordLength();
        boolean each = !Boolean.FALSE.equals(request.requireEachIncludedType());
        if (length < 1 || length > 4096 || kinds.isEmpty() || each && kinds.size() > length) {
            throw new ApiException(
                    "InvalidParameterException", "No password of length " + length + " has the characters asked for.");
        }
        String all = String.join("", kinds);
        List<Character> password = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            String from = each && i < kinds.size() ? kinds.get(i) : all;
            password.add(from.charAt(random.nextInt(from.length())));
        }
        Collections.shuffle(password, random);
        return password.stream().map(String::valueOf).collect(Collectors.joining());
    }

    private static void add(List<String> kinds, Boolean without, String characters, String excluded) {
        String left = characters
                .chars()
                .filter(c -> excluded.indexOf(c) < 0)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        if (!Boolean.TRUE.equals(without) && !left.isEmpty()) {
            kinds.add(left);
        }
    }
}
