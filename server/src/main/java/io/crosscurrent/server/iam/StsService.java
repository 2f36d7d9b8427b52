/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.iam;

import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.Caller;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.aws.SdkService;
import io.crosscurrent.server.aws.SigningKey;
import io.crosscurrent.server.aws.WireService;
import io.crosscurrent.server.store.Resource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** The API of STS: who am I, and keys of a role for a while. */
public final class StsService implements StsClient {
    private static final int SHORTEST = 900;
    private static final int LONGEST = 43_200;
    private static final int USUAL = 3600;

    /** The roles of a CDK bootstrap are not made here; root has all their rights already. */
    static final String BOOTSTRAP = "role/cdk-";

    private final Entities entities;
    private final Keys keys;
    private final Principals principals;
    private final Clock clock;
    private final RequestFacts facts;

    StsService(Entities entities, Keys keys, Principals principals, Clock clock, RequestFacts facts) {
        this.entities = entities;
        this.keys = keys;
        this.principals = principals;
        this.clock = clock;
        this.facts = facts;
    }

    WireService wire() {
        return new SdkService(
                new SdkService.Form(
                        "sts",
                        "AWSSecurityTokenServiceV20110615",
                        StsClient.class,
                        "sts-operations.txt",
                        "ValidationError",
                        failure -> new ApiException("InternalFailure", 500, failure.oneLine(), Map.of()),
                        "https://sts.amazonaws.com/doc/2011-06-15/"),
                this);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}

    @Override
    public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request) {
        Principals.Principal caller = principals.current();
        return GetCallerIdentityResponse.builder()
                .userId(caller.uniqueId())
                .account(entities.account())
                .arn(caller.arn())
                .build();
    }

    private RequestContext context(Principals.Principal caller, AssumeRoleRequest request) {
        Caller asking = Caller.current().orElseThrow();
        return facts.of(asking.region(), asking.origin(), caller, "sts", PojoCodec.write(request));
    }

    @Override
    public AssumeRoleResponse assumeRole(AssumeRoleRequest request) {
        if (!request.roleSessionName().matches("[\\w+=,.@-]{2,64}")) {
            throw IamFaults.value("RoleSessionName has 2 to 64 letters, digits and +=,.@-_, not \""
                    + request.roleSessionName() + "\".");
        }
        int seconds = request.durationSeconds() == null ? USUAL : request.durationSeconds();
        if (seconds < SHORTEST || seconds > LONGEST) {
            throw IamFaults.value("DurationSeconds must be from 900 to 43200, not " + seconds + ".");
        }
        Principals.Principal caller = principals.current();
        Optional<Resource> role = entities.store().resources().find(Entities.ROLE, request.roleArn());
        boolean trusted = caller.root() && request.roleArn().contains(BOOTSTRAP)
                || role.map(Entity::new)
                        .filter(entity -> caller.root()
                                || PolicyDocument.parse(entity.text("trust"))
                                        .trusts(caller.arn(), entities.account(), context(caller, request)))
                        .isPresent();
        if (!trusted) {
            throw IamFaults.denied("User: " + caller.arn()
                    + " is not authorized to perform: sts:AssumeRole on resource: " + request.roleArn());
        }
        String session = Principals.session(entities.account(), request.roleArn(), request.roleSessionName());
        Instant expires = clock.instant().plus(Duration.ofSeconds(seconds));
        SigningKey key = keys.temporary(request.roleArn(), session, expires, role.isEmpty());
        String unique =
                role.map(Entity::new).map(entity -> entity.text("uniqueId")).orElse("AROABOOTSTRAP");
        return AssumeRoleResponse.builder()
                .credentials(c -> c.accessKeyId(key.accessKeyId())
                        .secretAccessKey(key.secret())
                        .sessionToken(key.sessionToken())
                        .expiration(expires))
                .assumedRoleUser(u -> u.arn(session).assumedRoleId(unique + ":" + request.roleSessionName()))
                .packedPolicySize(0)
                .build();
    }
}
