package dev.millrace.streams;

import java.time.Duration;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** How an instance closes. <i>Mutable until it is used;</i> the methods return the options they change. */
public class CloseOptions {
    /** What becomes of the membership in the group. */
    public enum GroupMembershipOperation {
        /** The instance leaves, and others take over its tasks at once. */
        LEAVE_GROUP,
        /** The instance stays a member until its session times out: for a quick restart. */
        REMAIN_IN_GROUP
    }

    /** What becomes of the membership. */
    protected GroupMembershipOperation operation = GroupMembershipOperation.LEAVE_GROUP;

    /** For how long to wait; empty for as long as it takes. */
    protected Optional<Duration> timeout = Optional.empty();

    private CloseOptions() {}

    /** The same as {@code other}; for subclasses. */
    protected CloseOptions(CloseOptions other) {
        operation = other.operation;
        timeout = other.timeout;
    }

    /** Waits for {@code timeout}. */
    public static CloseOptions timeout(Duration timeout) {
        return new CloseOptions().withTimeout(timeout);
    }

    /** Leaves the group or stays in it. */
    public static CloseOptions groupMembershipOperation(GroupMembershipOperation operation) {
        return new CloseOptions().withGroupMembershipOperation(operation);
    }

    /** Sets how long to wait. Returns these options. */
    public CloseOptions withTimeout(Duration timeout) {
        this.timeout = Optional.of(timeout);
        return this;
    }

    /** Sets what becomes of the membership. Returns these options. */
    public CloseOptions withGroupMembershipOperation(GroupMembershipOperation operation) {
        this.operation = requireNonNull(operation, "operation");
        return this;
    }
}
