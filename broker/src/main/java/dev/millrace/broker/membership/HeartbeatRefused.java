package dev.millrace.broker.membership;

import org.apache.kafka.common.protocol.Errors;

/** A heartbeat that is answered with an error; the message is for people. */
public final class HeartbeatRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final Errors error;

    /**
     * Refuses a heartbeat.
     *
     * @param error what the client acts on
     * @param message what people read
     */
    public HeartbeatRefused(Errors error, String message) {
        super(message, null, false, false);
        this.error = error;
    }

    /** Says that nobody of this id is a member. */
    public static HeartbeatRefused notIn(String groupId, String memberId) {
        return new HeartbeatRefused(
                Errors.UNKNOWN_MEMBER_ID, "Member " + memberId + " is not in group " + groupId + ".");
    }

    /** Returns what the client acts on. */
    public Errors error() {
        return error;
    }
}
