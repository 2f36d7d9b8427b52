/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.kafka.iam;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Knows access keys, roles and policies. Called by many threads of the broker, for each login and each request. */
public interface IamAccess {
    /**
     * Checks a login: signature, time, and the right to connect.
     *
     * @throws IamRefusal when it does not hold
     */
    Login login(SignedLogin login) throws IamRefusal;

    /**
     * Whether the owner of the key may do this now; no for a key that is gone or has ended.
     *
     * @param action as policies name it, {@code kafka-cluster:ReadData}
     * @param name of the topic, group or transactional id; "" for the cluster
     */
    boolean allowed(String accessKeyId, String action, Kind kind, String name);

    /**
     * A temporary key of a role that trusts applications of Flink; good for at least some minutes.
     *
     * @throws IamRefusal when there is no such role, or it does not trust them
     */
    SessionKey sessionOf(String roleArn) throws IamRefusal;

    /** What a resource is; named in ARNs {@code cluster}, {@code topic}, {@code group}, {@code transactional-id}. */
    enum Kind {
        CLUSTER,
        TOPIC,
        GROUP,
        TRANSACTIONAL_ID
    }

    /**
     * The presigned request a client logs in with, not yet believed.
     *
     * @param host as the client signed it, without port
     * @param parameters of the query by their names there, not encoded: {@code Action}, {@code X-Amz-Algorithm}, …
     */
    record SignedLogin(String host, Map<String, String> parameters) {
        public SignedLogin {
            parameters = Map.copyOf(parameters);
        }
    }

    /**
     * A login that holds.
     *
     * @param expires when a temporary key ends, and the connection with it
     */
    record Login(String accessKeyId, Optional<Instant> expires) {}

    /** A temporary key. Its text form does not contain secret and token. */
    record SessionKey(String accessKeyId, String secret, String sessionToken, Instant expires) {
        @Override
        public String toString() {
            return "SessionKey[" + accessKeyId + ", expires " + expires + "]";
        }
    }
}
