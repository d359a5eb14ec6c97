package dev.millrace.broker.group;

import java.util.OptionalLong;

import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.coordinator.Turn;

/**
 * What committed offsets and administration need to know of a group, whatever protocol its members speak.
 *
 * <p>Confined to the event-loop thread.
 */
interface KnownGroup {
    /** Returns whether nobody is a member. */
    boolean isEmpty();

    /** Returns since when nobody has been a member, in milliseconds since 1970; empty if nobody ever was. */
    OptionalLong emptySinceMs();

    /** Returns whether a member may commit; one that may has given a sign of life. */
    Errors mayCommit(CommitRequest request, Turn turn);

    /** As {@link #mayCommit}, for an offset that a transaction carries. */
    Errors mayCommitInTransaction(CommitRequest request, Turn turn);

    /**
     * Returns whether who says to be a member may ask for offsets.
     *
     * @param memberId as the member says
     * @param memberEpoch that it has reached, as it says
     */
    Errors mayFetch(String memberId, int memberEpoch);

    /** Returns whether the members say which topics they read. */
    boolean tellsTopics();

    /** Returns whether a member reads a topic; true as long as nobody knows. */
    boolean mayRead(String topic);

    /** Writes tombstones for the group itself; the caller has seen that it is empty. */
    void delete(Turn turn);
}
