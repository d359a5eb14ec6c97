package dev.millrace.broker.streamsgroup;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;

import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a heartbeat.
 *
 * <p>Immutable by agreement.
 *
 * @param error NONE, or why the member is refused; then the rest says nothing
 * @param message why, for people; null without an error
 * @param memberId whom it is for
 * @param memberEpoch to be named in the next heartbeat
 * @param heartbeatIntervalMs when that is due
 * @param statuses what else the member should know
 * @param tasks what it is to do now; null if nothing changed
 * @param endpointsEpoch the version of the endpoints
 * @param endpoints what can be asked where; null if nothing changed
 */
public record StreamsReply(
        Errors error,
        @Nullable String message,
        String memberId,
        int memberEpoch,
        int heartbeatIntervalMs,
        List<GroupStatus> statuses,
        @Nullable TaskRoles tasks,
        int endpointsEpoch,
        @Nullable List<Endpoint> endpoints) {
    /** Refuses a heartbeat in the words that every error has. */
    public static StreamsReply refused(Errors error) {
        return refused(error, error.message());
    }

    /** Refuses a heartbeat. */
    public static StreamsReply refused(Errors error, @Nullable String message) {
        return new StreamsReply(error, message, "", 0, 0, List.of(), null, 0, null);
    }

    static StreamsReply left(String memberId, int epoch) {
        return new StreamsReply(Errors.NONE, null, memberId, epoch, 0, List.of(), null, 0, null);
    }

    /**
     * Which inputs' state can be asked for at one place.
     *
     * @param at host and port
     * @param active partitions by topic whose state is kept by running tasks there
     * @param standby partitions by topic of whose state a copy is kept there
     */
    public record Endpoint(
            StreamsMember.UserEndpoint at,
            Map<String, SortedSet<Integer>> active,
            Map<String, SortedSet<Integer>> standby) {}
}
