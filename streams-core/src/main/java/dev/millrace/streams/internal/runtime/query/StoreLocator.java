package dev.millrace.streams.internal.runtime.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.errors.InvalidStateStoreException;
import dev.millrace.streams.errors.InvalidStateStorePartitionException;
import dev.millrace.streams.errors.StateStoreMigratedException;
import dev.millrace.streams.errors.StateStoreNotAvailableException;
import dev.millrace.streams.errors.StreamsRebalancingException;
import dev.millrace.streams.internal.changelog.StateDirectory;
import dev.millrace.streams.internal.runtime.thread.StreamThread;
import dev.millrace.streams.internal.runtime.thread.ThreadState;
import dev.millrace.streams.internal.spi.GuardedStore;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.state.QueryableStoreType;
import dev.millrace.streams.state.internals.StateStoreProvider;

/**
 * Finds the stores of one query in the tasks that run now. A view asks at each read, so it follows tasks that move
 * between threads, and reports those that left.
 *
 * <p><i>Thread-safe:</i> holds nothing that changes; threads publish their tasks as immutable lists.
 */
public final class StoreLocator implements StateStoreProvider {
    private final Supplier<? extends Collection<StreamThread>> threads;
    private final Function<String, @Nullable StateStore> globals;
    private final OptionalInt partition;
    private final boolean stale;

    /**
     * A locator for one query.
     *
     * @param threads those of the instance, asked each time
     * @param globals the global stores of the instance: the store of a name, or null
     * @param partition the only one to read; all if empty
     * @param stale whether stores may be read that are behind: copies, those being restored, and those of a thread
     *     whose other tasks are not settled
     */
    public StoreLocator(
            Supplier<? extends Collection<StreamThread>> threads,
            Function<String, @Nullable StateStore> globals,
            OptionalInt partition,
            boolean stale) {
        this.threads = threads;
        this.globals = globals;
        this.partition = partition;
        this.stale = stale;
    }

    @Override
    public <T> List<T> stores(String storeName, QueryableStoreType<T> type) {
        StateStore global = globals.apply(storeName);
        if (global != null) {
            return List.of(checked(StateDirectory.GLOBAL, global, type));
        }
        List<T> found = new ArrayList<>();
        List<StreamThread> living = threads.get().stream()
                .filter(thread -> !(thread.state() instanceof ThreadState.Dead))
                .toList();
        living.forEach(thread -> requireReadable(thread, storeName));
        for (ReadableTask task : ReadableTask.of(living)) {
            if (stale || task.processing()) {
                collect(task, storeName, type, found);
            }
        }
        if (found.isEmpty()) {
            throw absent(storeName);
        }
        return found;
    }

    private void requireReadable(StreamThread thread, String storeName) {
        ThreadState state = thread.state();
        boolean readable = stale ? !(state instanceof ThreadState.Stopping) : state instanceof ThreadState.Running;
        if (!readable) {
            String message = "Store " + storeName + " cannot be read now: " + thread.name() + " is "
                    + state.getClass().getSimpleName();
            throw state instanceof ThreadState.Stopping
                    ? new StateStoreNotAvailableException(message)
                    : new StreamsRebalancingException(message + ", not Running. Try again when it is.");
        }
    }

    private <T> void collect(ReadableTask task, String storeName, QueryableStoreType<T> type, List<T> found) {
        StateStore store = task.store(storeName);
        if (store != null && (partition.isEmpty() || partition.getAsInt() == task.partition())) {
            found.add(checked(task.id(), store, type));
        }
    }

    /** A type that accepts a store can view it: that is its contract. */
    @SuppressWarnings("unchecked")
    private static <T> T checked(TaskId task, StateStore store, QueryableStoreType<T> type) {
        if (!type.accepts(store)) {
            throw new InvalidStateStoreException("Store " + store.name() + " cannot be read as "
                    + type.getClass().getSimpleName() + ": it is a "
                    + GuardedStore.behind(store).getClass().getSimpleName());
        }
        if (!store.isOpen()) {
            throw new StateStoreMigratedException("Store " + store.name() + " of task " + task
                    + " is not open: the task may have moved to another instance");
        }
        return (T) store;
    }

    private RuntimeException absent(String storeName) {
        if (partition.isPresent()) {
            return new InvalidStateStorePartitionException(
                    "Partition " + partition.getAsInt() + " of store " + storeName + " is not on this instance");
        }
        return new StateStoreMigratedException(
                "Store " + storeName + " is not on this instance: its tasks may have moved to another");
    }
}
