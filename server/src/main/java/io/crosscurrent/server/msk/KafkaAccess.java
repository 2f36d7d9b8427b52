/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.msk;

import io.crosscurrent.engines.kafka.iam.IamAccess;
import io.crosscurrent.engines.kafka.iam.IamRefusal;
import io.crosscurrent.server.aws.SignatureFailure;
import io.crosscurrent.server.aws.SignatureVerifier;
import io.crosscurrent.server.iam.Identity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Logins at the broker by the platform's access keys, and what their owners' policies say of the broker. All clusters are names
 * for the same broker: an action is allowed when it is allowed on the resource of any cluster and denied on that of none. Used by
 * many threads of the broker, for each of its requests, so answers are kept for a second.
 */
public final class KafkaAccess implements IamAccess {
    /** Stands for the broker as long as there is no cluster. */
    static final String UNNAMED = "cluster/crosscurrent/00000000-0000-0000-0000-000000000000-1";

    private static final String SERVICE = "kafka-cluster";
    private static final String CONNECT = SERVICE + ":Connect";
    private static final String FLINK = "kinesisanalytics.amazonaws.com";
    private static final String SESSION = "flink";
    private static final Duration LONGEST_SIGNED = Duration.ofMinutes(15);
    private static final Duration ANSWER_KEPT = Duration.ofSeconds(1);
    private static final Duration SESSION_LIFE = Duration.ofHours(1);
    private static final Duration RENEWED_BEFORE_END = Duration.ofMinutes(15);
    private static final int ANSWERS_KEPT = 10_000;

    private final SignatureVerifier verifier;
    private final Identity identity;
    private final Clusters clusters;
    private final Clock clock;
    private final Map<Question, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, SessionKey> sessions = new ConcurrentHashMap<>();

    private record Question(String accessKeyId, String action, Kind kind, String name) {}

    private record Answer(boolean allowed, Instant until) {}

    KafkaAccess(SignatureVerifier verifier, Identity identity, Clusters clusters, Clock clock) {
        this.verifier = verifier;
        this.identity = identity;
        this.clusters = clusters;
        this.clock = clock;
    }

    @Override
    public Login login(SignedLogin login) throws IamRefusal {
        if (!CONNECT.equals(login.parameters().get("Action"))) {
            throw new IamRefusal("The action of a login must be " + CONNECT + ".");
        }
        String key;
        try {
            key = verifier.presigned(login.host(), login.parameters(), SERVICE, LONGEST_SIGNED)
                    .accessKeyId();
        } catch (SignatureFailure e) {
            throw new IamRefusal(e.getMessage());
        }
        if (!asked(new Question(key, CONNECT, Kind.CLUSTER, ""))) {
            throw new IamRefusal("Access denied: " + identity.arnOf(key) + " is not authorized to perform: " + CONNECT);
        }
        return new Login(key, identity.endOf(key));
    }

    @Override
    public boolean allowed(String accessKeyId, String action, Kind kind, String name) {
        Question question = new Question(accessKeyId, action, kind, name);
        Instant now = clock.instant();
        Answer known = answers.get(question);
        if (known != null && now.isBefore(known.until())) {
            return known.allowed();
        }
        boolean allowed = asked(question);
        if (answers.size() >= ANSWERS_KEPT) {
            answers.clear();
        }
        answers.put(question, new Answer(allowed, now.plus(ANSWER_KEPT)));
        return allowed;
    }

    private boolean asked(Question question) {
        return identity.allows(question.accessKeyId(), question.action(), resources(question.kind(), question.name()));
    }

    private List<String> resources(Kind kind, String name) {
        List<String> arns = clusters.list(null).stream().map(Clusters.Row::arn).toList();
        String type = ":" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + "/";
        return (arns.isEmpty() ? List.of(clusters.arn(UNNAMED)) : arns)
                .stream()
                        .map(arn -> kind == Kind.CLUSTER ? arn : arn.replace(":cluster/", type) + "/" + name)
                        .toList();
    }

    @Override
    public SessionKey sessionOf(String roleArn) throws IamRefusal {
        if (!identity.trusts(roleArn, FLINK)) {
            sessions.remove(roleArn);
            throw new IamRefusal("The role " + roleArn + " of the application is not there or does not trust " + FLINK
                    + ". Name a role that does as its ServiceExecutionRole.");
        }
        return sessions.compute(roleArn, (role, key) -> stillGood(key) ? key : newSession(role));
    }

    private boolean stillGood(SessionKey key) {
        return key != null
                && clock.instant().isBefore(key.expires().minus(RENEWED_BEFORE_END))
                && identity.keys().find(key.accessKeyId()).isPresent();
    }

    private SessionKey newSession(String role) {
        Instant expires = clock.instant().plus(SESSION_LIFE);
        var key = identity.session(role, SESSION, expires);
        return new SessionKey(key.accessKeyId(), key.secret(), key.sessionToken(), expires);
    }
}
