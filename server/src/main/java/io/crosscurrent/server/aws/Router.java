/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.SignatureFailure.Kind;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkPojo;

/**
 * From a raw request to the answer: which wire form, is it signed, which service, what does it say. Every failure becomes
 * an answer here. Used by many threads.
 */
final class Router {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);
    private static final String CBOR_PATH = "/service/[^/]+/operation/[^/]+";

    private final SignatureVerifier signatures;
    private final Permission permission;
    private final Map<String, WireService> byPrefix = new LinkedHashMap<>();
    private final Map<String, WireService> bySigningName = new LinkedHashMap<>();
    private final Map<String, RestService> restful = new LinkedHashMap<>();

    Router(SignatureVerifier signatures, Permission permission, List<WireService> services) {
        this.signatures = signatures;
        this.permission = permission;
        for (WireService service : services) {
            byPrefix.put(service.targetPrefix(), service);
            bySigningName.put(service.signingName(), service);
            if (service instanceof RestService rest) {
                restful.put(service.signingName(), rest);
            }
        }
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

    /** Whether the request says it comes from a key we know and has an object or a part of one. Its signature is not checked. */
    boolean storesObjects(HttpCall call) {
        try {
            SignatureClaim claim = SignatureClaim.of(call);
            return call.method().equals("PUT") && claim.service().equals("s3") && signatures.knows(claim);
        } catch (SignatureFailure e) {
            return false;
        }
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

    HttpAnswer answer(HttpCall call, Origin origin) {
        String requestId = UUID.randomUUID().toString();
        WireForm form = form(call);
        try {
            SignatureClaim claim = SignatureClaim.of(call);
            Caller caller = new Caller(signatures.verify(call, claim), claim.region(), origin);
            return caller.during(() -> dispatch(call, form, claim, caller, requestId));
        } catch (SignatureFailure e) {
            return error(form, requestId, new ApiException(form.code(e.kind()), 403, e.getMessage(), Map.of()));
        } catch (UnknownOperation e) {
            return error(form, requestId, new ApiException(form.unknownOperation(), e.getMessage()));
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

    private HttpAnswer dispatch(HttpCall call, WireForm form, SignatureClaim claim, Caller caller, String requestId)
            throws SignatureFailure {
        return switch (form) {
            case JSON -> json(call, claim, caller, requestId);
            case QUERY -> query(call, claim, caller, requestId);
            case CBOR -> cbor(call, claim, caller, requestId);
            case REST_JSON -> rest(call, claim, caller, requestId);
        };
    }

    private HttpAnswer json(HttpCall call, SignatureClaim claim, Caller caller, String requestId)
            throws SignatureFailure {
        String target = call.header("x-amz-target");
        int dot = target.lastIndexOf('.');
        WireService service = scoped(dot > 0 ? byPrefix.get(target.substring(0, dot)) : null, call, claim);
        String operation = target.substring(dot + 1);
        ObjectNode request = PojoCodec.parse(call.body());
        permission.check(caller, service.signingName(), operation, () -> service.understood(operation, request));
        return HttpAnswer.json(requestId, call.header("content-type"), service.answer(operation, request));
    }

    private HttpAnswer query(HttpCall call, SignatureClaim claim, Caller caller, String requestId)
            throws SignatureFailure {
        SdkService service = typed(bySigningName.get(claim.service()), call, claim);
        QueryString parameters = QueryString.parse(
                call.method().equals("GET")
                        ? call.rawQuery()
                        : new String(call.body(), StandardCharsets.UTF_8).replace("+", "%20"));
        String operation = parameters.value("Action");
        SdkPojo input = FormCodec.read(FormTree.of(parameters), service.builder(operation));
        permission.check(caller, service.signingName(), operation, () -> PojoCodec.write(input));
        return HttpAnswer.xml(
                requestId,
                XmlCodec.response(operation, service.namespace(), service.call(operation, input), requestId));
    }

    private HttpAnswer cbor(HttpCall call, SignatureClaim claim, Caller caller, String requestId)
            throws SignatureFailure {
        if (!call.rawPath().matches(CBOR_PATH)) {
            throw nobody(call, claim);
        }
        String[] path = call.rawPath().split("/");
        SdkService service = typed(scoped(byPrefix.get(path[2]), call, claim), call, claim);
        ObjectNode request = CborCodec.parse(call.body());
        permission.check(caller, service.signingName(), path[4], () -> service.understood(path[4], request));
        return HttpAnswer.cbor(requestId, CborCodec.write(service.call(path[4], service.read(path[4], request))));
    }

    private HttpAnswer rest(HttpCall call, SignatureClaim claim, Caller caller, String requestId) {
        RestService service = restful.get(claim.service());
        if (service == null) {
            throw nobody(call, claim);
        }
        return service.answer(
                call, requestId, (operation, request) -> permission.check(caller, claim.service(), operation, request));
    }

    /** A request signed for one service must not reach another. */
    private static WireService scoped(WireService service, HttpCall call, SignatureClaim claim)
            throws SignatureFailure {
        if (service == null) {
            throw nobody(call, claim);
        }
        if (!service.signingName().equals(claim.service())) {
            throw new SignatureFailure(
                    Kind.MISMATCH, "Credential should be scoped to correct service: '" + service.signingName() + "'.");
        }
        return service;
    }

    private static SdkService typed(WireService service, HttpCall call, SignatureClaim claim) {
        return Optional.ofNullable(service).flatMap(WireService::typed).orElseThrow(() -> nobody(call, claim));
    }

    private static UnknownOperation nobody(HttpCall call, SignatureClaim claim) {
        return new UnknownOperation("No service %s answers %s %s %s"
                        .formatted(claim.service(), call.method(), call.rawPath(), call.header("x-amz-target"))
                        .trim()
                + ".");
    }

    private static HttpAnswer error(WireForm form, String requestId, ApiException failure) {
        return switch (form) {
            case QUERY -> HttpAnswer.xmlError(requestId, failure);
            case CBOR -> HttpAnswer.cborError(requestId, failure);
            case JSON, REST_JSON -> HttpAnswer.jsonError(requestId, failure);
        };
    }
}
