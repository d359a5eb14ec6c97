package dev.millrace.broker.transaction;

import org.jspecify.annotations.Nullable;

/** Where a transactional id stands; the byte is what the log has for it. */
public enum TransactionPhase {
    /** A producer is there and has done nothing yet. */
    EMPTY(0, "Empty"),
    /** At least one partition takes part. */
    ONGOING(1, "Ongoing"),
    /** It will be committed, whatever happens. */
    PREPARE_COMMIT(2, "PrepareCommit"),
    /** It will be aborted, whatever happens. */
    PREPARE_ABORT(3, "PrepareAbort"),
    /** It was committed everywhere. */
    COMPLETE_COMMIT(4, "CompleteCommit"),
    /** It was aborted everywhere. */
    COMPLETE_ABORT(5, "CompleteAbort");

    private final int code;
    private final String title;

    TransactionPhase(int code, String title) {
        this.code = code;
        this.title = title;
    }

    /** Returns the name that the protocol uses. */
    public String title() {
        return title;
    }

    int code() {
        return code;
    }

    static @Nullable TransactionPhase ofCode(int code) {
        for (TransactionPhase phase : values()) {
            if (phase.code == code) {
                return phase;
            }
        }
        return null;
    }

    /** Returns whether markers are being written. */
    boolean isEnding() {
        return this == PREPARE_COMMIT || this == PREPARE_ABORT;
    }

    static TransactionPhase prepared(boolean commit) {
        return commit ? PREPARE_COMMIT : PREPARE_ABORT;
    }

    static TransactionPhase completed(boolean commit) {
        return commit ? COMPLETE_COMMIT : COMPLETE_ABORT;
    }
}
