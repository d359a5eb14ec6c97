package dev.millrace.streams.internal.runtime.query;

import java.util.Collection;
import java.util.function.Supplier;

import org.apache.kafka.common.utils.Time;

import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.query.FailureReason;
import dev.millrace.streams.query.PositionBound;
import dev.millrace.streams.query.QueryConfig;
import dev.millrace.streams.query.QueryResult;
import dev.millrace.streams.query.StateQueryRequest;
import dev.millrace.streams.query.StateQueryResult;

import static java.util.Objects.requireNonNull;

/**
 * Asks the partitions of a store that are here, one after the other, on the thread that wants to know.
 *
 * <p><i>Thread-safe:</i> holds nothing that changes; the stores' reads are safe on any thread.
 */
public final class PartitionQueries {
    private final Supplier<? extends Collection<ReadableTask>> tasks;
    private final Time time;

    /** Asks the stores of {@code tasks}, which are looked up at each request. */
    public PartitionQueries(Supplier<? extends Collection<ReadableTask>> tasks, Time time) {
        this.tasks = requireNonNull(tasks, "tasks");
        this.time = requireNonNull(time, "time");
    }

    /** A result for each partition that is asked for or, if all are, that is here. */
    public <R> StateQueryResult<R> ask(StateQueryRequest<R> request) {
        StateQueryResult<R> result = new StateQueryResult<>();
        for (ReadableTask task : tasks.get()) {
            StateStore store = task.store(request.getStoreName());
            // One that is both here and on its way here is answered by the one that runs, which comes first.
            if (store != null
                    && wanted(request, task.partition())
                    && !result.getPartitionResults().containsKey(task.partition())) {
                result.addResult(task.partition(), ask(request, task, store));
            }
        }
        if (!request.isAllPartitions()) {
            addAbsent(request, result);
        }
        return result;
    }

    private static boolean wanted(StateQueryRequest<?> request, int partition) {
        return request.isAllPartitions() || request.getPartitions().contains(partition);
    }

    private <R> QueryResult<R> ask(StateQueryRequest<R> request, ReadableTask task, StateStore store) {
        if (request.isRequireActive() && !task.active()) {
            return QueryResult.forFailure(FailureReason.NOT_ACTIVE, whyNotActive(task));
        }
        // A running active task is the latest there is.
        PositionBound bound = request.isRequireActive() ? PositionBound.unbounded() : request.getPositionBound();
        long startNs = time.nanoseconds();
        QueryResult<R> result = store.query(request.getQuery(), bound, new QueryConfig(request.executionInfoEnabled()));
        if (request.executionInfoEnabled()) {
            result.addExecutionInfo("Handled in task " + task.id() + " in " + (time.nanoseconds() - startNs) + " ns");
        }
        return result;
    }

    private static String whyNotActive(ReadableTask task) {
        return "The query wants a running task, and "
                + (task.processing()
                        ? "the thread of task " + task.id() + " is "
                                + task.threadState().getClass().getSimpleName()
                        : "task " + task.id() + " is restored or a copy here");
    }

    private static <R> void addAbsent(StateQueryRequest<R> request, StateQueryResult<R> result) {
        for (int partition : request.getPartitions()) {
            if (!result.getPartitionResults().containsKey(partition)) {
                result.addResult(
                        partition,
                        QueryResult.forFailure(
                                FailureReason.NOT_PRESENT,
                                "Partition " + partition + " of store " + request.getStoreName()
                                        + " is not on this instance now"));
            }
        }
    }
}
