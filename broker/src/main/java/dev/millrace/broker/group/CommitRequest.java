package dev.millrace.broker.group;

import java.util.List;

/**
 * Asks to remember how far a group has come.
 *
 * <p>Immutable.
 *
 * @param groupId the group
 * @param seat the member and its generation; a negative generation commits for a group without members
 * @param sender from where
 * @param offsets what to remember
 * @param retentionMs for how long, by the client's wish (versions 2 to 4); -1 for the broker's retention
 */
public record CommitRequest(
        String groupId, SeatClaim seat, Sender sender, List<OffsetToCommit> offsets, long retentionMs) {
    /** Copies the list. */
    public CommitRequest {
        offsets = List.copyOf(offsets);
    }
}
