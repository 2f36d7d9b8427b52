/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.endpoint;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.Finding;
import io.crosscurrent.core.source.SourceProvider;
import io.crosscurrent.core.source.SourceSettings;
import io.crosscurrent.server.aws.ApiException;
import java.util.List;
import java.util.stream.Collectors;

/** Everything that would keep a task from using an endpoint: one list for connection tests, previews and starts. */
public final class EndpointCheck {
    private final Endpoints endpoints;

    public EndpointCheck(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    /** Connects; takes some seconds. Never throws: what goes wrong is a finding. */
    public List<Finding> run(String endpointArn) {
        try {
            if (!endpoints.document(endpointArn).source()) {
                return TargetCheck.run(endpoints.target(endpointArn));
            }
            SourceSettings settings = endpoints.source(endpointArn).settings();
            return SourceProvider.of(settings.engine()).check(settings);
        } catch (CrosscurrentException e) {
            return List.of(new Finding(e.code(), Finding.Level.FAILED, e.getMessage(), e.remedy()));
        } catch (ApiException e) {
            return List.of(new Finding(e.code(), Finding.Level.FAILED, e.getMessage(), ""));
        }
    }

    /** What failed, in one text, or "". */
    static String failures(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.level() == Finding.Level.FAILED)
                .map(finding -> (finding.message() + " " + finding.remedy()).trim())
                .collect(Collectors.joining(" "));
    }
}
