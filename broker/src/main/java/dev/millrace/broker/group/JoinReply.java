package dev.millrace.broker.group;

import java.util.List;

import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * Answers a {@link JoinRequest}.
 *
 * <p>Immutable.
 *
 * @param error NONE, or why the member is not in
 * @param generation the new generation; -1 with an error
 * @param chosen protocol type and name all members follow; null with an error
 * @param leaderId who is to assign; empty with an error
 * @param memberId the id of who asked
 * @param roster what the leader needs to assign; empty for all others
 */
public record JoinReply(
        Errors error,
        int generation,
        @Nullable ChosenProtocol chosen,
        String leaderId,
        String memberId,
        Roster roster) {

    /** The protocol of a generation. */
    public record ChosenProtocol(String type, String name) {}

    /**
     * The members of a generation, for its leader.
     *
     * @param members all members with their metadata for the chosen protocol
     * @param skipAssignment the old assignment still holds
     */
    public record Roster(List<Entry> members, boolean skipAssignment) {
        static final Roster NONE = new Roster(List.of(), false);

        /** One member as its leader sees it. */
        public record Entry(String memberId, @Nullable String instanceId, byte[] metadata) {}
    }

    static JoinReply refused(Errors error, String memberId) {
        return new JoinReply(error, -1, null, "", memberId, Roster.NONE);
    }
}
