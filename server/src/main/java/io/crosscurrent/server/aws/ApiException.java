/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import java.util.Map;

/** An error as a client sees it. Not logged: it is the caller's mistake, and the caller is told. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;
    private final transient Map<String, Object> extra;

    /**
     * @param code wire code, for example {@code ResourceNotFoundFault}
     * @param status HTTP status; 400 unless the service model says otherwise
     * @param extra further members of the error document
     */
    public ApiException(String code, int status, String message, Map<String, Object> extra) {
        super(message, null, false, false);
        this.code = code;
        this.status = status;
        this.extra = Map.copyOf(extra);
    }

    /** The usual form: status 400, no further members. */
    public ApiException(String code, String message) {
        this(code, 400, message, Map.of());
    }

    public String code() {
        return code;
    }

    public int status() {
        return status;
    }

    public Map<String, Object> extra() {
        return extra;
    }
}
