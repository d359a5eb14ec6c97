package dev.millrace.streams.internal.state.query;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.errors.InvalidStateStoreException;
import dev.millrace.streams.errors.ProcessorStateException;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.query.FailureReason;
import dev.millrace.streams.query.Position;
import dev.millrace.streams.query.PositionBound;
import dev.millrace.streams.query.Query;
import dev.millrace.streams.query.QueryConfig;
import dev.millrace.streams.query.QueryResult;

/**
 * The kinds of queries that a store knows, and what is the same for all of them. <i>Thread-safe</i> once all kinds are
 * added, as far as the answers are: nothing is changed by asking.
 */
public final class StoreQueries {
    private final StateStore store;
    private final int partition;
    private final Map<Class<?>, Answer<Query<Object>, Object>> answers = new HashMap<>();

    /**
     * Answers one kind of query.
     *
     * @param <Q> kind of query
     * @param <R> type of the answer
     */
    @FunctionalInterface
    public interface Answer<Q, R> {
        /** The answer; null may be one. */
        @Nullable
        R to(Q query);
    }

    /** Knows no kind of query yet. */
    public StoreQueries(StateStore store, int partition) {
        this.store = store;
        this.partition = partition;
    }

    /** What a closed store says to any query. */
    public static <R> QueryResult<R> closed(StateStore store) {
        return QueryResult.forFailure(FailureReason.STORE_EXCEPTION, "Store " + store.name() + " is currently closed");
    }

    /** Adds a kind of query. Each class belongs to one kind, whatever its type arguments are. */
    @SuppressWarnings("unchecked")
    public <Q extends Query<R>, R> void add(Class<? super Q> kind, Answer<Q, R> answer) {
        answers.put(kind, (Answer<Query<Object>, Object>) (Answer<?, ?>) answer);
    }

    /** What the store, which is at {@code position} at least, says to {@code query}. */
    @SuppressWarnings("unchecked")
    public <R> QueryResult<R> ask(Query<R> query, PositionBound bound, QueryConfig config, Position position) {
        Answer<Query<R>, R> answer = (Answer<Query<R>, R>) (Answer<?, ?>) answers.get(query.getClass());
        QueryResult<R> result;
        if (answer == null) {
            result = QueryResult.forUnknownQueryType(query, store);
        } else if (!reached(bound, position)) {
            result = QueryResult.notUpToBound(position, bound, partition);
        } else {
            result = answered(query, answer);
        }
        result.setPosition(position);
        return noted(result, config);
    }

    private <R> QueryResult<R> answered(Query<R> query, Answer<Query<R>, R> answer) {
        try {
            return QueryResult.forResult(answer.to(query));
        } catch (InvalidStateStoreException | ProcessorStateException failed) {
            return QueryResult.forFailure(
                    FailureReason.STORE_EXCEPTION,
                    "Store " + store.name() + " failed to answer " + query + ": " + failed);
        }
    }

    /** Notes on {@code result} who had a part in it, if that is wanted. */
    public <R> QueryResult<R> noted(QueryResult<R> result, QueryConfig config) {
        if (config.isCollectExecutionInfo()) {
            result.addExecutionInfo("Handled in " + store.getClass() + " by store " + store.name());
        }
        return result;
    }

    /** A bound for a topic concerns the partition of this store only. */
    private boolean reached(PositionBound bound, Position position) {
        for (String topic : bound.position().getTopics()) {
            Long wanted = bound.position().getPartitionPositions(topic).get(partition);
            if (wanted != null && position.getPartitionPositions(topic).getOrDefault(partition, -1L) < wanted) {
                return false;
            }
        }
        return true;
    }
}
