package dev.millrace.broker.api;

import org.apache.kafka.common.protocol.Errors;

/** Old clients know but one error for a producer whose time is over. Without state. */
final class FencingErrors {
    private FencingErrors() {}

    /** Returns the error as a client of a version understands it. */
    static Errors forVersion(Errors error, short version, short fencedSince) {
        return error == Errors.PRODUCER_FENCED && version < fencedSince ? Errors.INVALID_PRODUCER_EPOCH : error;
    }
}
