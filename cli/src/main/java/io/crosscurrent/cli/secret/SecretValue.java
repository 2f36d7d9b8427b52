/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.secret;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.cli.failure.CliFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Option;

/** The options that make the text of a secret, in the form in which endpoints expect a login. */
final class SecretValue {
    @Option(
            names = "--username",
            paramLabel = "NAME",
            description = "Login. Without it the value is read from standard input.")
    private String username;

    @Option(
            names = "--password",
            arity = "0..1",
            interactive = true,
            prompt = "Password: ",
            description = "Asks for the password.")
    private String password;

    @Option(names = "--host", paramLabel = "HOST", description = "Database host.")
    private String host;

    @Option(names = "--port", paramLabel = "PORT", description = "Database port.")
    private Integer port;

    /** JSON of what is given, or standard input to its end when there is no username. */
    String text() {
        if (username == null) {
            return standardInput();
        }
        if (username.isBlank()) {
            throw new CliFailure("cli.username_missing", "the username is empty", "Give the login: --username NAME");
        }
        if (password == null) {
            throw new CliFailure(
                    "cli.password_missing", "a login needs a password", "Add --password: it asks for the password");
        }
        ObjectNode login = new ObjectMapper().createObjectNode();
        login.put("username", username).put("password", password);
        if (host != null) {
            login.put("host", host);
        }
        if (port != null) {
            login.put("port", port);
        }
        return login.toString();
    }

    private static String standardInput() {
        try {
            String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8).strip();
            if (text.isEmpty()) {
                throw new CliFailure(
                        "cli.secret_missing", "standard input is empty", "Give --username or pipe a value");
            }
            return text;
        } catch (IOException e) {
            throw new CliFailure("cli.file_unreadable", "standard input cannot be read: " + e.getMessage(), "", e);
        }
    }
}
