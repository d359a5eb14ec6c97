package dev.millrace.broker.consumergroup;

import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.assignor.PartitionSet;

/**
 * Answers a heartbeat of the consumer protocol.
 *
 * <p>Immutable.
 *
 * @param error NONE, or why nothing else is said here
 * @param message why, for people; null without an error
 * @param memberId whom it is for
 * @param memberEpoch to be named in the next heartbeat
 * @param heartbeatIntervalMs when that is due
 * @param assignment what the member is to read now; null if nothing changed
 */
public record ConsumerReply(
        Errors error,
        @Nullable String message,
        String memberId,
        int memberEpoch,
        int heartbeatIntervalMs,
        @Nullable PartitionSet assignment) {
    /** Refuses a heartbeat in the client library's words. */
    public static ConsumerReply refused(Errors error) {
        return refused(error, error.message());
    }

    /** Refuses a heartbeat. */
    public static ConsumerReply refused(Errors error, @Nullable String message) {
        return new ConsumerReply(error, message, "", 0, 0, null);
    }

    static ConsumerReply farewell(String memberId, int epoch) {
        return new ConsumerReply(Errors.NONE, null, memberId, epoch, 0, null);
    }
}
