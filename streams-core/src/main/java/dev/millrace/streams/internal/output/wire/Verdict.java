package dev.millrace.streams.internal.output.wire;

import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.protocol.Errors;

/** What the broker's answer to a batch means. */
enum Verdict {
    /** It is in the log. */
    WRITTEN,
    /** It is to be sent again as it is; the same sequence keeps it from being written twice. */
    AGAIN,
    /** It is to be sent in smaller parts. */
    TOO_LARGE,
    /** The broker has lost or never had what the sequence follows. */
    UNKNOWN_SEQUENCE,
    /** It will never be written. */
    REFUSED;

    /** The verdict on a batch of {@code count} records that was answered with {@code error}. */
    static Verdict of(Errors error, int count) {
        return switch (error) {
            case NONE, DUPLICATE_SEQUENCE_NUMBER -> WRITTEN;
            case MESSAGE_TOO_LARGE -> count > 1 ? TOO_LARGE : REFUSED;
            case OUT_OF_ORDER_SEQUENCE_NUMBER, UNKNOWN_PRODUCER_ID, INVALID_PRODUCER_EPOCH -> UNKNOWN_SEQUENCE;
            default -> error.exception() instanceof RetriableException ? AGAIN : REFUSED;
        };
    }
}
