/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.PojoCodec;
import java.util.List;
import java.util.Optional;

/**
 * {@code AWS::KinesisAnalyticsV2::Application}: made without starting it. A change is an update of the application, also while
 * it runs; {@code RunConfiguration} says what it then goes on from.
 */
final class ApplicationType extends ApiType {
    private static final String SERVICE = "kinesisanalytics";
    private static final String RUN = "RunConfiguration";
    private static final String MAINTENANCE = "ApplicationMaintenanceConfiguration";
    private static final String CONFIGURATION = "ApplicationConfiguration";

    ApplicationType(Api api) {
        super(
                api,
                new Calls("AWS::KinesisAnalyticsV2::Application", SERVICE)
                        .create("CreateApplication", "/ApplicationDetail/ApplicationName")
                        .delete("DeleteApplication", "ApplicationName")
                        .named("ApplicationName", 128)
                        .required("RuntimeEnvironment", "ServiceExecutionRole")
                        .createOnly("ApplicationName", "ApplicationMode"));
    }

    @Override
    public void check(String logicalId, ObjectNode properties) {
        super.check(logicalId, created(properties));
    }

    @Override
    public Made create(ObjectNode properties) {
        return super.create(created(properties));
    }

    /** What is given when an application is made; the rest is said when it is started, or has no effect here. */
    private static ObjectNode created(ObjectNode properties) {
        return properties.deepCopy().without(List.of(RUN, MAINTENANCE));
    }

    @Override
    public Made update(String physicalId, ObjectNode before, ObjectNode properties) {
        boolean open = describe(physicalId)
                .filter(detail -> detail.path("ApplicationMode").asText().equals("INTERACTIVE")
                        && detail.path("ApplicationStatus").asText().equals("RUNNING"))
                .isPresent();
        if (open) {
            return new Made(
                    physicalId,
                    PojoCodec.object(),
                    "The notebook is open; the change is recorded and has no effect here.");
        }
        ObjectNode request = PojoCodec.object().put("ApplicationName", physicalId);
        if (properties.get(CONFIGURATION) instanceof ObjectNode configuration) {
            ObjectNode fitting = PropertyShape.fit(
                    PojoCodec.object().set(CONFIGURATION, configuration),
                    api.typed(SERVICE).builder("CreateApplication"));
            request.set("ApplicationConfigurationUpdate", update(fitting.get(CONFIGURATION)));
        }
        if (properties.has("RuntimeEnvironment")) {
            request.set("RuntimeEnvironmentUpdate", properties.get("RuntimeEnvironment"));
        }
        if (properties.has("ServiceExecutionRole")) {
            request.set("ServiceExecutionRoleUpdate", properties.get("ServiceExecutionRole"));
        }
        if (properties.has(RUN)) {
            request.set("RunConfigurationUpdate", properties.get(RUN));
        }
        api.call(
                SERVICE,
                "UpdateApplication",
                PropertyShape.fit(request, api.typed(SERVICE).builder("UpdateApplication")));
        return new Made(physicalId, PojoCodec.object(), "");
    }

    /** The names of a change: each ends in {@code Update}, but for property groups and members of lists. */
    private static JsonNode update(JsonNode given) {
        if (!(given instanceof ObjectNode object)) {
            return given;
        }
        ObjectNode out = PojoCodec.object();
        object.properties().forEach(each -> {
            if (each.getKey().equals("EnvironmentProperties")) {
                out.set("EnvironmentPropertyUpdates", each.getValue());
            } else if (!each.getKey().equals("VpcConfigurations")) {
                out.set(each.getKey() + "Update", update(each.getValue()));
            }
        });
        return out;
    }

    private Optional<ObjectNode> describe(String name) {
        return api.find(SERVICE, "DescribeApplication", "ApplicationName", name)
                .map(answer -> (ObjectNode) answer.get("ApplicationDetail"));
    }

    private Optional<String> status(String name) {
        return describe(name).map(detail -> detail.path("ApplicationStatus").asText());
    }

    @Override
    public boolean ready(String physicalId) {
        return status(physicalId)
                .filter(status -> status.equals("READY") || status.equals("RUNNING"))
                .isPresent();
    }

    @Override
    public boolean gone(String physicalId) {
        return status(physicalId).isEmpty();
    }

    @Override
    public boolean atRest(String physicalId) {
        Optional<String> status = status(physicalId);
        if (status.filter("RUNNING"::equals).isPresent()) {
            api.call(SERVICE, "StopApplication", "ApplicationName", physicalId, "Force", true);
            return false;
        }
        return status.isEmpty() || status.get().equals("READY");
    }

    @Override
    public void delete(String physicalId, ObjectNode properties) {
        describe(physicalId)
                .ifPresent(detail -> api.call(
                        SERVICE,
                        "DeleteApplication",
                        "ApplicationName",
                        physicalId,
                        "CreateTimestamp",
                        detail.get("CreateTimestamp")));
    }
}
