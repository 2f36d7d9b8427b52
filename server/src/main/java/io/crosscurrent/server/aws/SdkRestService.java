/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** An {@link SdkService} in the form rest-json: JSON bodies, operations as methods and paths. */
public final class SdkRestService implements RestService {
    /** Operations whose answer is empty. */
    private static final Set<String> NO_CONTENT = Set.of("TagResource", "UntagResource");

    private final SdkService service;
    private final RestPaths paths;

    /** @param paths resource beside the owner, see {@link RestPaths} */
    public SdkRestService(SdkService service, Class<?> owner, String paths) {
        this.service = service;
        this.paths = RestPaths.load(owner, paths);
    }

    @Override
    public String signingName() {
        return service.signingName();
    }

    @Override
    public String targetPrefix() {
        return service.targetPrefix();
    }

    @Override
    public ObjectNode answer(String operation, ObjectNode request) {
        return service.answer(operation, request);
    }

    @Override
    public Optional<SdkService> typed() {
        return Optional.of(service);
    }

    @Override
    public HttpAnswer answer(HttpCall call, String requestId, BiConsumer<String, Supplier<ObjectNode>> permission) {
        RestPaths.Match match = paths.match(call.method(), call.rawPath())
                .orElseThrow(() -> new UnknownOperation(
                        "No operation of " + signingName() + " is " + call.method() + " " + call.rawPath() + "."));
        ObjectNode request = RestPaths.document(service.builder(match.operation()), match, call);
        permission.accept(match.operation(), () -> request);
        ObjectNode answer = service.answer(match.operation(), request);
        return NO_CONTENT.contains(match.operation())
                ? new HttpAnswer(204, Map.of("x-amzn-RequestId", requestId), new byte[0])
                : HttpAnswer.of(requestId, 200, "application/json", PojoCodec.bytes(answer));
    }
}
