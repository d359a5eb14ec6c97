package dev.millrace.broker.streamsgroup;

import org.apache.kafka.common.protocol.Errors;

/** A heartbeat that is answered with an error; the message is for people. */
final class HeartbeatRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final Errors error;

    HeartbeatRefused(Errors error, String message) {
        super(message, null, false, false);
        this.error = error;
    }

    static HeartbeatRefused notIn(StreamsGroup group, StreamsHeartbeat heartbeat) {
        return new HeartbeatRefused(
                Errors.UNKNOWN_MEMBER_ID, "Member " + heartbeat.memberId() + " is not in group " + group.id() + ".");
    }

    Errors error() {
        return error;
    }
}
