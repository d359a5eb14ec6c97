package dev.millrace.broker.security;

import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What the sender of a request may do.
 *
 * <p>Immutable.
 */
public final class CallerRights {
    private final AccessControl control;
    private final AclRules.Asker asker;

    CallerRights(AccessControl control, AclRules.Asker asker) {
        this.control = control;
        this.asker = asker;
    }

    /** Returns whether an operation on a resource is allowed. */
    public boolean may(AclOperation operation, ResourceType type, String name) {
        return control.allows(asker, operation, type, name);
    }

    /** Returns whether an operation on a topic is allowed. */
    public boolean topic(AclOperation operation, String name) {
        return may(operation, ResourceType.TOPIC, name);
    }

    /** Returns whether an operation on a group is allowed. */
    public boolean group(AclOperation operation, String name) {
        return may(operation, ResourceType.GROUP, name);
    }

    /** Returns whether an operation on a transactional id is allowed. */
    public boolean transaction(AclOperation operation, String name) {
        return may(operation, ResourceType.TRANSACTIONAL_ID, name);
    }

    /** Returns whether an operation on the cluster is allowed. */
    public boolean cluster(AclOperation operation) {
        return may(operation, ResourceType.CLUSTER, Resource.CLUSTER_NAME);
    }

    /** Returns whether there can be a resource on which the operation is allowed (KIP-679). */
    public boolean somewhere(AclOperation operation, ResourceType type) {
        return control.allowsSomewhere(asker, operation, type);
    }

    /**
     * Leaves of some operations those that are allowed.
     *
     * @param bits by the codes of the operations (KIP-430)
     */
    public int narrow(int bits, ResourceType type, String name) {
        int allowed = 0;
        for (AclOperation operation : AclOperation.values()) {
            int bit = 1 << operation.code();
            if ((bits & bit) != 0 && may(operation, type, name)) {
                allowed |= bit;
            }
        }
        return allowed;
    }
}
