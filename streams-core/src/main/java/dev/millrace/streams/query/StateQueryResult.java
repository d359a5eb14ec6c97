package dev.millrace.streams.query;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the partitions of a store say to a query, or the one result of a global store. <i>Confined to the thread that
 * made it.</i>
 *
 * @param <R> type of the answer
 */
public class StateQueryResult<R> {
    private final Map<Integer, QueryResult<R>> partitionResults = new HashMap<>();
    private @Nullable QueryResult<R> globalResult;

    /** With no result yet. */
    public StateQueryResult() {}

    /** Sets the result of a global store. */
    public void setGlobalResult(@Nullable QueryResult<R> r) {
        globalResult = r;
    }

    /** Sets the result of a partition. */
    public void addResult(int partition, QueryResult<R> r) {
        partitionResults.put(partition, r);
    }

    /** The results by partition, failures too. */
    public Map<Integer, QueryResult<R>> getPartitionResults() {
        return partitionResults;
    }

    /**
     * The result of the one partition that has an answer other than null, for queries that only one partition can
     * answer; null if no partition has one.
     *
     * @throws IllegalArgumentException if several have
     */
    public @Nullable QueryResult<R> getOnlyPartitionResult() {
        List<QueryResult<R>> answers = partitionResults.values().stream()
                .filter(result -> result.isSuccess() && result.getResult() != null)
                .toList();
        if (answers.size() > 1) {
            throw new IllegalArgumentException("More than one partition has an answer: " + partitionResults);
        }
        return answers.isEmpty() ? null : answers.get(0);
    }

    /** The result of a global store; null if the store has partitions. */
    public @Nullable QueryResult<R> getGlobalResult() {
        return globalResult;
    }

    /** The positions of all results together: a bound for a later query that is to see no less than this one. */
    public Position getPosition() {
        if (globalResult != null) {
            return positionOf(globalResult);
        }
        Position position = Position.emptyPosition();
        partitionResults.values().forEach(result -> position.merge(result.getPosition()));
        return position;
    }

    private static Position positionOf(QueryResult<?> result) {
        Position position = result.getPosition();
        return position == null ? Position.emptyPosition() : position;
    }

    @Override
    public String toString() {
        return "StateQueryResult{partitionResults=" + partitionResults + ", globalResult=" + globalResult + "}";
    }
}
