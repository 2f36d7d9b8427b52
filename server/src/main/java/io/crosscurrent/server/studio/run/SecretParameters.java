/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.studio.command.CommandFailure;
import io.crosscurrent.server.studio.command.StopSignal;
import io.crosscurrent.server.studio.note.Forms;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Parameters {@code ${secret:name:member}} of a cell of SQL: read from Secrets Manager when the cell runs, with the rights
 * of whoever runs it. They belong between quotes, so quotes in them are doubled.
 *
 * @param values by parameter, ready to be put in
 * @param hidden the values no page may show
 */
record SecretParameters(Map<String, String> values, Set<String> hidden) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9/_+=.@-]+");
    private static final Pattern TOLD = Pattern.compile("(?i)user(name)?|host|port|engine|dbname|server(name)?");

    /** @throws CrosscurrentException {@code studio.secret}, naming the secret and never what is in it */
    static SecretParameters of(String text, Runs.Commands commands) {
        Map<String, String> read = new HashMap<>();
        Map<String, String> values = new HashMap<>();
        Set<String> hidden = new HashSet<>();
        for (Forms.Form form : Forms.of(text)) {
            if (!form.kind().equals("secret")) {
                continue;
            }
            int colon = form.name().lastIndexOf(':');
            String name = colon < 0 ? form.name() : form.name().substring(0, colon);
            String member = colon < 0 ? "" : form.name().substring(colon + 1);
            String secret = read.computeIfAbsent(name, each -> read(each, commands));
            String value = member.isEmpty() ? secret : member(name, member, secret);
            values.put(form.name(), value.replace("'", "''"));
            if (!value.isEmpty() && !TOLD.matcher(member).matches()) {
                hidden.add(value);
            }
        }
        return new SecretParameters(values, hidden);
    }

    private static String read(String name, Runs.Commands commands) {
        if (!NAME.matcher(name).matches()) {
            throw failed("The parameter ${secret:" + name + "} names no secret.", "Write ${secret:name:member}.", null);
        }
        StringBuilder output = new StringBuilder();
        try {
            commands.run(
                    "secretsmanager get-secret-value --secret-id '" + name + "' --query SecretString --output text",
                    output::append,
                    StopSignal.NEVER);
        } catch (CommandFailure e) {
            throw failed(
                    "The secret " + name + ", which the cell uses, cannot be read: "
                            + e.getCause().getMessage(),
                    "Create it, or ask for the right to read it.",
                    e);
        }
        return output.toString().stripTrailing();
    }

    private static String member(String name, String member, String secret) {
        try {
            JsonNode value = PojoCodec.parse(secret).path(member);
            if (value.isValueNode() && !value.isNull()) {
                return value.asText();
            }
        } catch (ApiException e) {
            throw failed(
                    "The secret " + name + " is no JSON object.", "Write ${secret:" + name + "} for all of it.", null);
        }
        throw failed(
                "The secret " + name + " has no member " + member + ".",
                "Use one that it has, such as username, password, host or port.",
                null);
    }

    private static CrosscurrentException failed(String message, String remedy, Exception cause) {
        return new CrosscurrentException("studio.secret", message, remedy, cause);
    }
}
