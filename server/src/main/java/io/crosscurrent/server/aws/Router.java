/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.SignatureFailure.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a raw request to the answer: which wire form, is it signed, which service, what does it say. Every failure becomes
 * an answer here. Used by many threads.
 */
final class Router {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    private final SignatureVerifier signatures;
    private final Map<String, WireService> byPrefix = new LinkedHashMap<>();

    Router(SignatureVerifier signatures, List<WireService> services) {
        this.signatures = signatures;
        services.forEach(service -> byPrefix.put(service.targetPrefix(), service));
    }

    /** Whether the request speaks to an AWS service rather than to a page. */
    static boolean concerns(HttpCall call) {
        return SignatureClaim.present(call)
                || !call.header("x-amz-target").isEmpty()
                || !call.header("smithy-protocol").isEmpty()
                || call.method().equals("POST") && call.rawPath().equals("/")
                || call.method().equals("GET")
                        && call.rawPath().equals("/")
                        && call.rawQuery().contains("Action=");
    }

    static WireForm form(HttpCall call) {
        if (call.header("smithy-protocol").equals("rpc-v2-cbor")) {
            return WireForm.CBOR;
        }
        if (!call.header("x-amz-target").isEmpty()) {
            return WireForm.JSON;
        }
        boolean form = call.header("content-type").startsWith("application/x-www-form-urlencoded");
        return form || call.rawQuery().contains("Action=") ? WireForm.QUERY : WireForm.REST_JSON;
    }

    HttpAnswer answer(HttpCall call) {
        String requestId = UUID.randomUUID().toString();
        WireForm form = form(call);
        try {
            SignatureClaim claim = SignatureClaim.of(call);
            signatures.verify(call, claim);
            return HttpAnswer.json(requestId, 200, dispatch(call, form, claim));
        } catch (SignatureFailure e) {
            return error(form, requestId, new ApiException(form.code(e.kind()), 403, e.getMessage(), Map.of()));
        } catch (ApiException e) {
            return error(form, requestId, e);
        } catch (RuntimeException e) {
            LOG.error("Request {} {} failed", requestId, call.header("x-amz-target"), e);
            return error(
                    form,
                    requestId,
                    new ApiException(
                            "InternalFailure",
                            500,
                            "The request failed inside the server; its log has request id " + requestId + ".",
                            Map.of()));
        }
    }

    private ObjectNode dispatch(HttpCall call, WireForm form, SignatureClaim claim) throws SignatureFailure {
        String target = call.header("x-amz-target");
        int dot = target.lastIndexOf('.');
        WireService service = form == WireForm.JSON && dot > 0 ? byPrefix.get(target.substring(0, dot)) : null;
        if (service == null) {
            throw new ApiException(
                    form.unknownOperation(),
                    "No service %s answers %s %s %s"
                                    .formatted(claim.service(), call.method(), call.rawPath(), target)
                                    .trim()
                            + ".");
        }
        if (!service.signingName().equals(claim.service())) {
            throw new SignatureFailure(
                    Kind.MISMATCH, "Credential should be scoped to correct service: '" + service.signingName() + "'.");
        }
        return service.answer(target.substring(dot + 1), PojoCodec.parse(call.body()));
    }

    private static HttpAnswer error(WireForm form, String requestId, ApiException failure) {
        return form == WireForm.QUERY
                ? HttpAnswer.xmlError(requestId, failure)
                : HttpAnswer.jsonError(requestId, failure);
    }
}
