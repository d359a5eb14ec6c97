package dev.millrace.streams.internal.spi;

import java.util.List;
import java.util.function.Function;

import org.apache.kafka.common.TopicPartition;

import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.StateStoreContext;

/**
 * What our own stores ask of their task beyond {@link StateStoreContext}. Every context the runtime hands to a store is
 * one. <i>Confined to the thread that owns the task.</i>
 */
public interface StoreRuntime extends StateStoreContext, DropMeter, RecordScope {
    /** Where the changes of {@code storeName} go; {@link ChangelogWriter#NONE} if it has no changelog. */
    ChangelogWriter changelog(String storeName);

    /** Whether what {@code storeName} held can be had again: from a changelog or its source topic. */
    boolean restorable(String storeName);

    /** The memory that stores may take. */
    StoreBudget budget();

    /**
     * Hears that {@code store}, opened here, is about to be closed, by whomever. It can be committed one last time; a
     * task has done that before, if it was to be done.
     */
    default void closing(StateStore store) {}

    /** Brings the next commit of this task forward to right after the current record. */
    void requestCommit();

    /** Wall-clock time in milliseconds since the epoch, as the runtime sees it. */
    long currentSystemTimeMs();

    /** Largest time stamp this task has seen; -1 before the first record. */
    long currentStreamTimeMs();

    /** The input partitions of this task, always in the same order: {@link #currentInput()} counts in this list. */
    List<TopicPartition> inputs();

    /** Index in {@link #inputs()} of where the record being processed came from; -1 if there is no such record. */
    int currentInput();

    /** Offset of the record being processed in its input partition; -1 if there is no such record. */
    long currentOffset();

    /**
     * What the stores of this task share of a kind.
     *
     * @param kind its class
     * @param opener called at most once for each task and kind
     */
    <T extends TaskShared> T shared(Class<T> kind, Function<StoreRuntime, T> opener);
}
