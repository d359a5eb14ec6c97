package dev.millrace.broker.group;

import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * Answers a {@link SyncRequest}.
 *
 * <p>Immutable.
 *
 * @param error NONE, or why there is no assignment
 * @param chosen protocol of the generation; null with an error
 * @param assignment bytes from the leader; empty with an error
 */
public record SyncReply(Errors error, JoinReply.@Nullable ChosenProtocol chosen, byte[] assignment) {
    static final byte[] NOTHING = {};

    static SyncReply refused(Errors error) {
        return new SyncReply(error, null, NOTHING);
    }
}
