/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.engines.sql.SqlEngine.SqlFailure;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.Caller;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.aws.SigningKey;
import io.crosscurrent.server.aws.WireService;
import io.crosscurrent.server.dms.endpoint.EndpointCheck;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The service {@code crosscurrent}: plain JSON operations, see docs/reference/platform-api.md. */
public final class PlatformService implements WireService {
    private final Map<String, Function<ObjectNode, ObjectNode>> operations = new HashMap<>();

    public PlatformService(
            Status status, Topics topics, SqlRuns sql, EndpointCheck check, MappingCheck mapping, Progress progress) {
        operations.put("DescribeProgress", progress::describe);
        operations.put("GetStatus", request -> status.describe());
        operations.put("ListTopics", request -> topics.list());
        operations.put("CreateTopics", topics::create);
        operations.put("DeleteTopics", topics::delete);
        operations.put("ReadTopic", topics::read);
        operations.put("OpenSession", sql::open);
        operations.put("CloseSession", sql::closeSession);
        operations.put("ExecuteStatement", sql::execute);
        operations.put("FetchResults", sql::fetch);
        operations.put("StopRun", sql::stop);
        operations.put("ListJobs", request -> sql.jobs());
        operations.put("CheckMapping", mapping::run);
        operations.put("PreviewConnection", request -> preview(check, request));
    }

    /** Adds operations of other parts, by name. */
    public void offers(Map<String, Function<ObjectNode, ObjectNode>> more) {
        operations.putAll(more);
    }

    /** @param ticket gives the path of the notebook that logs the owner of a key in, once */
    public void opensStudio(Function<SigningKey, String> ticket) {
        operations.put("OpenStudio", request -> PojoCodec.object()
                .put("path", ticket.apply(Caller.current().orElseThrow().key())));
    }

    @Override
    public String signingName() {
        return "crosscurrent";
    }

    @Override
    public String targetPrefix() {
        return "Crosscurrent_20261101";
    }

    @Override
    public ObjectNode answer(String operation, ObjectNode request) {
        Function<ObjectNode, ObjectNode> found = operations.get(operation);
        if (found == null) {
            throw new ApiException(
                    "UnknownOperationException", "The operation " + operation + " is not offered by this server.");
        }
        try {
            return found.apply(request);
        } catch (CrosscurrentException e) {
            throw failure(e.code(), e.getMessage(), e.remedy(), Map.of());
        } catch (SqlFailure e) {
            Map<String, Object> place = e.line > 0 ? Map.of("line", e.line, "column", e.column) : Map.of();
            throw failure("sql.failed", e.getMessage(), "Mend the statement and run it again.", place);
        }
    }

    private static ApiException failure(String code, String message, String remedy, Map<String, Object> more) {
        Map<String, Object> extra = new LinkedHashMap<>(more);
        extra.put("code", code);
        extra.put("remedy", remedy);
        return new ApiException(type(code), 400, message == null ? "" : message, extra);
    }

    /** {@code engine.starting} becomes {@code EngineStarting}. */
    private static String type(String code) {
        StringBuilder out = new StringBuilder();
        for (String word : code.split("[._-]")) {
            if (!word.isEmpty()) {
                out.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
            }
        }
        return out.toString();
    }

    private static ObjectNode preview(EndpointCheck check, ObjectNode request) {
        ObjectNode out = PojoCodec.object();
        check.run(text(request, "endpointArn")).forEach(finding -> out.withArray("findings")
                .addObject()
                .put("check", finding.check())
                .put("level", finding.level().name())
                .put("message", finding.message())
                .put("remedy", finding.remedy()));
        out.withArray("findings");
        return out;
    }

    /** @throws CrosscurrentException when the member is missing */
    static String text(ObjectNode request, String member) {
        JsonNode value = request.get(member);
        if (value == null || !value.isTextual() || value.textValue().isEmpty()) {
            throw new CrosscurrentException(
                    "request.missing_member",
                    "The request has no text under \"" + member + "\".",
                    "Give it, see the reference of the operation.");
        }
        return value.textValue();
    }

    /** The members of an object of strings; empty when it is missing. */
    static Map<String, String> texts(ObjectNode request, String member) {
        Map<String, String> out = new LinkedHashMap<>();
        request.path(member)
                .properties()
                .forEach(each -> out.put(each.getKey(), each.getValue().asText()));
        return out;
    }

    static long number(ObjectNode request, String member, long usual, long least, long most) {
        JsonNode value = request.get(member);
        if (value == null || value.isNull()) {
            return usual;
        }
        if (!value.isNumber() || value.asLong() < least || value.asLong() > most) {
            throw new CrosscurrentException(
                    "request.out_of_range",
                    member + " is " + value + " but must be a number from " + least + " to " + most + ".",
                    "Choose a number in the range.");
        }
        return value.asLong();
    }
}
