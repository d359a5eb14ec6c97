package dev.millrace.streams.internal.state.versioned;

import java.util.Map;

import org.apache.kafka.common.TopicPartition;

import dev.millrace.streams.internal.spi.ChangelogWriter;
import dev.millrace.streams.internal.spi.HeapBudget;
import dev.millrace.streams.internal.spi.StoreRuntime;
import dev.millrace.streams.internal.state.buffer.BufferTask;
import dev.millrace.streams.internal.state.buffer.KeyForm;
import dev.millrace.streams.internal.state.buffer.ValueForm;
import dev.millrace.streams.internal.state.buffer.WriteBuffer;
import dev.millrace.streams.internal.state.bytes.OrderedBytes;

/**
 * The two write buffers of a versioned store over the two parts of its bytes, and the versions in them. Neither buffer
 * logs: a version goes through both, but it is one change. Threads: as in {@link Versions}.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
final class VersionBuffers<K, V> {
    private static final byte LATEST = 'l';
    private static final byte HISTORY = 'h';

    private final WriteBuffer<K, Timed> latest;
    private final WriteBuffer<byte[], Timed> history;
    private final Versions<K, V> versions;

    private VersionBuffers(
            KeyForm<K> keys,
            ValueForm<V> values,
            OrderedBytes bytes,
            BufferTask latestTask,
            HeapBudget uncommitted,
            long retentionMs) {
        TimedValues timed = new TimedValues(values);
        OrderedBytes former = new PrefixedBytes(bytes, HISTORY);
        // Former versions are hardly read: none stays in the heap once it is committed.
        BufferTask historyTask =
                new BufferTask(latestTask.runtime(), ChangelogWriter.NONE, new HeapBudget(0), uncommitted, false);
        latest = new WriteBuffer<>(keys, timed, new PrefixedBytes(bytes, LATEST), latestTask);
        history = new WriteBuffer<>(VersionKeys.INSTANCE, timed, former, historyTask);
        history.keepSorted();
        versions = new Versions<>(
                keys, values, latest, new History(history), new ExpiredSweep(former, timed), retentionMs);
    }

    /** For a running task, within its budgets. */
    static <K, V> VersionBuffers<K, V> running(
            StoreRuntime runtime, KeyForm<K> keys, ValueForm<V> values, OrderedBytes bytes, long retentionMs) {
        BufferTask task = BufferTask.of(runtime, ChangelogWriter.NONE, false);
        return new VersionBuffers<>(keys, values, bytes, task, task.uncommitted(), retentionMs);
    }

    /** For the restorer, which must not touch the budgets of the stream thread; empty between two batches. */
    static <K, V> VersionBuffers<K, V> restoring(
            StoreRuntime runtime, KeyForm<K> keys, ValueForm<V> values, OrderedBytes bytes, long retentionMs) {
        HeapBudget unbounded = new HeapBudget(Long.MAX_VALUE);
        BufferTask task = new BufferTask(runtime, ChangelogWriter.NONE, new HeapBudget(0), unbounded, false);
        return new VersionBuffers<>(keys, values, bytes, task, unbounded, retentionMs);
    }

    Versions<K, V> versions() {
        return versions;
    }

    /** Writes all changes below, some expired versions less. */
    void commit(Map<TopicPartition, Long> changelogOffsets) {
        versions.sweep();
        // What is written first can be read below first: what moves must be in its new place by then.
        history.commit(changelogOffsets);
        latest.commit(changelogOffsets);
    }

    void close() {
        latest.close();
        history.close();
    }
}
