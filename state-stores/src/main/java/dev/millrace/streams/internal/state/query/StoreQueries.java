package dev.millrace.streams.internal.state.query;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.errors.InvalidStateStoreException;
import dev.millrace.streams.errors.ProcessorStateException;
import dev.millrace.streams.internal.spi.StoreRuntime;
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
public final class StoreQueries implements AnsweringStore {
    private final StateStore store;
    private final int partition;
    private final StorePosition position;
    private final Map<Class<?>, Known<Query<Object>, Object>> answers = new HashMap<>();

    private record Known<Q, R>(Answer<Q, R> answer, Predicate<Q> fits, String onlyKnown) {}

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
    public StoreQueries(StateStore store, StoreRuntime runtime, StorePosition position) {
        this.store = store;
        this.partition = runtime.taskId().partition();
        this.position = position;
    }

    /** What a closed store says to any query. */
    public static <R> QueryResult<R> closed(StateStore store) {
        return QueryResult.forFailure(FailureReason.STORE_EXCEPTION, "Store " + store.name() + " is currently closed");
    }

    /** Adds a kind of query. Each class belongs to one kind, whatever its type arguments are. */
    public <Q extends Query<R>, R> void add(Class<? super Q> kind, Answer<Q, R> answer) {
        add(kind, query -> true, "", answer);
    }

    /**
     * Adds a kind of query of which some make no sense here: those are as unknown as other kinds, at any position.
     *
     * @param fits which of them make sense
     * @param onlyKnown says so to a person
     */
    @SuppressWarnings("unchecked")
    public <Q extends Query<R>, R> void add(
            Class<? super Q> kind, Predicate<Q> fits, String onlyKnown, Answer<Q, R> answer) {
        answers.put(kind, (Known<Query<Object>, Object>) (Known<?, ?>) new Known<>(answer, fits, onlyKnown));
    }

    @Override
    public Position position() {
        return position.current();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R> QueryResult<R> query(Query<R> query, PositionBound bound, QueryConfig config) {
        Known<Query<R>, R> known = (Known<Query<R>, R>) (Known<?, ?>) answers.get(query.getClass());
        if (known != null && !known.fits().test(query)) {
            return noted(store, unknown(store, query, known.onlyKnown()), config);
        }
        Position now = position();
        QueryResult<R> result;
        if (known == null) {
            result = QueryResult.forUnknownQueryType(query, store);
        } else if (!reached(bound, now)) {
            result = QueryResult.notUpToBound(now, bound, partition);
        } else {
            result = answered(query, known.answer());
        }
        result.setPosition(now);
        return noted(store, result, config);
    }

    /** What {@code store} says to a query that is of a kind it knows and still makes no sense to it. */
    public static <R> QueryResult<R> unknown(StateStore store, Query<R> query, String onlyKnown) {
        return QueryResult.forFailure(
                FailureReason.UNKNOWN_QUERY_TYPE,
                QueryResult.forUnknownQueryType(query, store).getFailureMessage() + ": " + onlyKnown);
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

    /** Notes on {@code result} that {@code store} had a part in it, if that is wanted. */
    public static <R> QueryResult<R> noted(StateStore store, QueryResult<R> result, QueryConfig config) {
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
