/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.iam;

import io.crosscurrent.server.aws.Permission;
import io.crosscurrent.server.aws.SigningKey;
import io.crosscurrent.server.aws.WireService;
import io.crosscurrent.server.store.Store;
import java.time.Clock;
import java.util.List;

/** Everything about who may do what: the two services, the keys there are and the permission of each request. */
public final class Identity {
    private final IamService iam;
    private final StsService sts;
    private final Keys keys;
    private final SigningKey root;
    private final Policies policies;
    private final Principals principals;

    /**
     * @param root the key that may do everything
     * @param region for the ARNs of resources a request names by their names only
     */
    public Identity(Store store, Clock clock, String region, String account, SigningKey root) {
        this.root = root;
        Entities entities = new Entities(store, clock, account);
        keys = new Keys(store, clock);
        principals = new Principals(entities, keys, root);
        iam = new IamService(entities, keys, principals);
        sts = new StsService(entities, keys, principals, clock);
        policies = new Policies(entities, principals, new RequestResources(region, account));
    }

    /** Who owns a key: {@code root}, {@code user/anna}. */
    public String nameOf(SigningKey key) {
        String arn = principals.of(key).arn();
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    /** The services as the listener knows them. */
    public List<WireService> wires() {
        return List.of(iam.wire(), sts.wire());
    }

    /** Finds the keys of root, of users and of assumed roles. */
    public SigningKey.Lookup keys() {
        return id -> id.equals(root.accessKeyId()) ? java.util.Optional.of(root) : keys.find(id);
    }

    /** Root may do everything; users and roles what their policies say. */
    public Permission permission() {
        return policies;
    }
}
