/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** {@code AWS::KinesisAnalyticsV2::Application}: made without starting it. */
final class ApplicationType extends ApiType {
    private static final String SERVICE = "kinesisanalytics";

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
