/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.util.List;
import java.util.stream.Collectors;

/** A table mappings document that cannot be used, with everything that is wrong with it. Code and remedy are the first's. */
public final class MappingException extends CrosscurrentException {
    private static final long serialVersionUID = 1L;

    private final transient List<MappingError> errors;

    MappingException(List<MappingError> errors) {
        super(
                errors.get(0).code(),
                errors.stream().map(MappingError::message).collect(Collectors.joining(" ")),
                errors.stream().map(MappingError::remedy).distinct().collect(Collectors.joining(" ")));
        this.errors = List.copyOf(errors);
    }

    /** In the order of the document, at least one. */
    public List<MappingError> errors() {
        return errors;
    }
}
