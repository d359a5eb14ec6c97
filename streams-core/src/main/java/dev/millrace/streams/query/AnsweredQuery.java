package dev.millrace.streams.query;

import org.jspecify.annotations.Nullable;

/** There is an answer. Threads: as its notes. */
final class AnsweredQuery<R> extends QueryNotes<R> {
    private final @Nullable R result;

    AnsweredQuery(@Nullable R result) {
        this.result = result;
    }

    @Override
    public boolean isSuccess() {
        return true;
    }

    @Override
    public @Nullable R getResult() {
        return result;
    }

    @Override
    public FailureReason getFailureReason() {
        throw new IllegalArgumentException("The query was answered: there is no reason of a failure");
    }

    @Override
    public String getFailureMessage() {
        throw new IllegalArgumentException("The query was answered: there is no message of a failure");
    }

    @Override
    public String toString() {
        return "QueryResult{result=" + result + ", executionInfo=" + getExecutionInfo() + ", position=" + getPosition()
                + "}";
    }
}
