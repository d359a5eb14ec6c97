package dev.millrace.broker.group;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A group as it is written to the log: one generation with its assignments, or an empty group.
 *
 * <p>Immutable.
 *
 * @param groupId the group
 * @param generation number of the generation
 * @param leading what the generation follows and who leads it
 * @param sinceMs when the record was written, in milliseconds since 1970; of an empty group, since when it is empty
 * @param seats the members
 */
record GroupSnapshot(String groupId, int generation, Leading leading, long sinceMs, List<Seat> seats) {
    /** What the generation follows and who leads it; all null for a group that never had members. */
    record Leading(@Nullable String protocolType, @Nullable String protocolName, @Nullable String leaderId) {}

    /** One member with its metadata for the protocol in use. */
    record Seat(MemberClaim claim, Sender sender, MemberTimeouts timeouts, byte[] metadata, byte[] assignment) {}
}
