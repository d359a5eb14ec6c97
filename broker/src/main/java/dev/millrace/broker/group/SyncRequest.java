package dev.millrace.broker.group;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Asks for the member's assignment; the leader brings those of all members along.
 *
 * <p>Immutable by agreement: nobody writes to the arrays.
 *
 * @param groupId the group
 * @param seat who asks and for which generation
 * @param sender from where
 * @param protocol type and name the member believes to follow; parts are null in old versions
 * @param assignments by member id; empty unless the member leads
 */
public record SyncRequest(
        String groupId, SeatClaim seat, Sender sender, ExpectedProtocol protocol, Map<String, byte[]> assignments) {

    /** The protocol a member believes to follow; null means that it does not say. */
    public record ExpectedProtocol(@Nullable String type, @Nullable String name) {}
}
