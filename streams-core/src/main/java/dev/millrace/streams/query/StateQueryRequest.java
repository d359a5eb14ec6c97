package dev.millrace.streams.query;

import java.util.Optional;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * A query with the store it is for and how it is to be asked. <i>Immutable:</i> each method gives another request.
 *
 * <pre>{@code
 * StateQueryRequest<Long> request =
 *         StateQueryRequest.inStore("counts").withQuery(KeyQuery.<String, Long>withKey("word"));
 * }</pre>
 *
 * @param <R> type of the answer
 */
public class StateQueryRequest<R> {
    private final Ask<R> ask;

    private record Ask<R>(
            String storeName,
            Query<R> query,
            Optional<Set<Integer>> partitions,
            PositionBound bound,
            boolean executionInfo,
            boolean active) {}

    private StateQueryRequest(Ask<R> ask) {
        this.ask = ask;
    }

    /** Begins a request to the store of that name. */
    public static InStore inStore(String name) {
        return new InStore(name);
    }

    /** The same, for answers that reflect the input up to a position. */
    public StateQueryRequest<R> withPositionBound(PositionBound positionBound) {
        return new StateQueryRequest<>(new Ask<>(
                ask.storeName,
                ask.query,
                ask.partitions,
                requireNonNull(positionBound, "positionBound"),
                ask.executionInfo,
                ask.active));
    }

    /** The same, for all partitions that are on this instance. */
    public StateQueryRequest<R> withAllPartitions() {
        return onPartitions(Optional.empty());
    }

    /** The same, for these partitions only: each has a result, be it that it is not here. */
    public StateQueryRequest<R> withPartitions(Set<Integer> partitions) {
        return onPartitions(Optional.of(Set.copyOf(partitions)));
    }

    private StateQueryRequest<R> onPartitions(Optional<Set<Integer>> partitions) {
        return new StateQueryRequest<>(
                new Ask<>(ask.storeName, ask.query, partitions, ask.bound, ask.executionInfo, ask.active));
    }

    /** The same, with notes on how the answer came about. */
    public StateQueryRequest<R> enableExecutionInfo() {
        return new StateQueryRequest<>(
                new Ask<>(ask.storeName, ask.query, ask.partitions, ask.bound, true, ask.active));
    }

    /** The same, for running active tasks only, whose answer is the latest: a position bound does not count then. */
    public StateQueryRequest<R> requireActive() {
        return new StateQueryRequest<>(
                new Ask<>(ask.storeName, ask.query, ask.partitions, ask.bound, ask.executionInfo, true));
    }

    /** Name of the store. */
    public String getStoreName() {
        return ask.storeName;
    }

    /** How fresh the answers must be. */
    public PositionBound getPositionBound() {
        return ask.bound;
    }

    /** What is asked. */
    public Query<R> getQuery() {
        return ask.query;
    }

    /** Whether all partitions on this instance are asked. */
    public boolean isAllPartitions() {
        return ask.partitions.isEmpty();
    }

    /**
     * The partitions that are asked.
     *
     * @throws IllegalStateException if {@link #isAllPartitions()}
     */
    public Set<Integer> getPartitions() {
        return ask.partitions.orElseThrow(
                () -> new IllegalStateException("The request is for all partitions, which it cannot list"));
    }

    /** Whether notes are wanted on how the answer came about. */
    public boolean executionInfoEnabled() {
        return ask.executionInfo;
    }

    /** Whether only running active tasks may answer. */
    public boolean isRequireActive() {
        return ask.active;
    }

    /** A request that lacks its query. <i>Immutable.</i> */
    public static class InStore {
        private final String name;

        private InStore(String name) {
            this.name = requireNonNull(name, "name");
        }

        /** Asks {@code query} of all partitions on this instance, however fresh they are. */
        public <R> StateQueryRequest<R> withQuery(Query<R> query) {
            return new StateQueryRequest<>(new Ask<>(
                    name, requireNonNull(query, "query"), Optional.empty(), PositionBound.unbounded(), false, false));
        }
    }
}
