package dev.millrace.streams.query;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.StateStore;

/**
 * What one partition of a store says to a query: an answer, or the reason why there is none. <i>Confined to one thread
 * at a time,</i> since those it passes add notes to it.
 *
 * @param <R> type of the answer
 */
public interface QueryResult<R> {
    /** An answer; null may be one. */
    static <R> QueryResult<R> forResult(@Nullable R result) {
        return new AnsweredQuery<>(result);
    }

    /** No answer. */
    static <R> QueryResult<R> forFailure(FailureReason failureReason, String failureMessage) {
        return new FailedQuery<>(failureReason, failureMessage);
    }

    /** No answer: {@code store} does not know this kind of query. */
    static <R> QueryResult<R> forUnknownQueryType(Query<R> query, StateStore store) {
        return forFailure(
                FailureReason.UNKNOWN_QUERY_TYPE,
                "Store " + store.name() + " (" + store.getClass().getName() + ") has no answer to a query like "
                        + query);
    }

    /**
     * No answer: the store is behind the bound.
     *
     * @param currentPosition where the store is
     * @param partition of the store; null if it is not open yet
     */
    static <R> QueryResult<R> notUpToBound(
            Position currentPosition, PositionBound positionBound, @Nullable Integer partition) {
        String where = partition == null
                ? "The store is not open yet, so it is"
                : "Partition " + partition + " of the store is at " + currentPosition + ",";
        return forFailure(FailureReason.NOT_UP_TO_BOUND, where + " not up to the bound " + positionBound);
    }

    /** Notes what somebody did for the answer. */
    void addExecutionInfo(String message);

    /** What was noted, oldest first; empty unless the request asked for notes. */
    List<String> getExecutionInfo();

    /** Notes the position of the input that the answer reflects. */
    void setPosition(@Nullable Position position);

    /** The position of the input that the answer reflects; null if it was not noted. */
    @Nullable
    Position getPosition();

    /** Whether there is an answer. */
    boolean isSuccess();

    /** Whether there is none. */
    boolean isFailure();

    /**
     * Why there is no answer.
     *
     * @throws IllegalArgumentException if there is one
     */
    FailureReason getFailureReason();

    /**
     * Why there is no answer, for a person to read.
     *
     * @throws IllegalArgumentException if there is one
     */
    String getFailureMessage();

    /**
     * The answer; null may be one.
     *
     * @throws IllegalArgumentException if there is none
     */
    @Nullable
    R getResult();
}
