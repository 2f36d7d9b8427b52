/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.burt.jmespath.Expression;
import io.burt.jmespath.JmesPath;
import io.burt.jmespath.JmesPathException;
import io.burt.jmespath.jackson.JacksonRuntime;
import io.crosscurrent.core.failure.CrosscurrentException;

/**
 * What {@code --query} picks from an answer.
 *
 * @see <a href="https://jmespath.org/specification.html">JMESPath</a>
 */
record Query(String text, Expression<JsonNode> expression) {
    private static final JmesPath<JsonNode> LANGUAGE = new JacksonRuntime();

    /** @throws CrosscurrentException {@code studio.query} */
    static Query of(String text) {
        try {
            return new Query(text, LANGUAGE.compile(text));
        } catch (JmesPathException e) {
            throw wrong(text, e);
        }
    }

    JsonNode apply(JsonNode answer) {
        try {
            return expression.search(answer);
        } catch (JmesPathException e) {
            throw wrong(text, e);
        }
    }

    private static CrosscurrentException wrong(String text, JmesPathException cause) {
        return new CrosscurrentException(
                "studio.query",
                "The query " + text + " cannot be used: " + cause.getMessage(),
                "Write a JMESPath expression in single quotes, such as 'Endpoints[].EndpointArn'.",
                cause);
    }
}
