package dev.millrace.broker.security;

/** What ACLs say about a wish, the weakest first. Without state. */
enum AclVerdict {
    /** Nothing: there is none for the resource. */
    NO_ACL,
    /** Others are named, and that means no. */
    NOT_NAMED,
    /** Yes, as long as nothing denies it. */
    ALLOWED,
    /** No, whatever others say. */
    DENIED;

    /** Returns the one of two that outweighs the other. */
    AclVerdict and(AclVerdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
