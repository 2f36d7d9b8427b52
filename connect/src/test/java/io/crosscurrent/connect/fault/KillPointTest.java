/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KillPointTest {
    @ParameterizedTest
    @EnumSource
    void liesInMethodsThatExist(KillPoint point) throws ClassNotFoundException {
        for (KillPoint.Place place : point.places()) {
            Method[] methods = Class.forName(place.type(), false, getClass().getClassLoader())
                    .getDeclaredMethods();
            assertThat(Arrays.stream(methods)
                            .filter(method -> method.getName().equals(place.method())
                                    && (place.parameters() < 0 || method.getParameterCount() == place.parameters())))
                    .as("%s at %s", point, place)
                    .isNotEmpty();
        }
    }
}
