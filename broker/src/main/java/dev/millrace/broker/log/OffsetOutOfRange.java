package dev.millrace.broker.log;

/** Says that a read asked for an offset below the start or beyond the end of a log. */
public final class OffsetOutOfRange extends RuntimeException {

    OffsetOutOfRange(String message) {
        super(message, null, false, false);
    }
}
