package dev.millrace.streams.query;

import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/** There is no answer. Threads: as its notes. */
final class FailedQuery<R> extends QueryNotes<R> {
    private final FailureReason reason;
    private final String message;

    FailedQuery(FailureReason reason, String message) {
        this.reason = requireNonNull(reason, "failureReason");
        this.message = message;
    }

    @Override
    public boolean isSuccess() {
        return false;
    }

    @Override
    public @Nullable R getResult() {
        throw new IllegalArgumentException("The query has no answer. It failed with " + reason + ": " + message);
    }

    @Override
    public FailureReason getFailureReason() {
        return reason;
    }

    @Override
    public String getFailureMessage() {
        return message;
    }

    @Override
    public String toString() {
        return "QueryResult{failureReason=" + reason + ", failureMessage='" + message + "', executionInfo="
                + getExecutionInfo() + ", position=" + getPosition() + "}";
    }
}
