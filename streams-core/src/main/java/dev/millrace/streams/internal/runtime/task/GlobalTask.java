package dev.millrace.streams.internal.runtime.task;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.internal.metrics.DropMetrics;
import dev.millrace.streams.internal.metrics.TaskMeters;
import dev.millrace.streams.internal.runtime.graph.ProcessingFailure;
import dev.millrace.streams.internal.runtime.graph.RecordFrame;
import dev.millrace.streams.internal.runtime.graph.TaskGraph;
import dev.millrace.streams.internal.runtime.input.RecordDecoder;
import dev.millrace.streams.internal.runtime.stores.CloseSteps;
import dev.millrace.streams.internal.runtime.stores.TaskStores;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.api.Record;

/**
 * All global stores of an instance with what fills them: every record of their topics goes through the processor of its
 * store, from the offset the store was left at.
 *
 * <p>Its life: built by {@link GlobalTaskFactory}, {@link #open() opened}, updated with a commit now and then, closed.
 *
 * <p><i>Confined to the global thread</i>, but for {@link #readableStores()}, which other threads read.
 */
public final class GlobalTask {
    private final RecordFrame frame;
    private final TaskGraph graph;
    private final TaskStores stores;
    private final Map<String, RecordDecoder> decoders;
    private final TaskMeters meters;
    private final DropMetrics metrics;
    private final Map<TopicPartition, Long> nextOffsets = new HashMap<>();
    private final Map<TopicPartition, Long> partitionTimes = new HashMap<>();
    private boolean commitNeeded;

    GlobalTask(
            RecordFrame frame,
            TaskGraph graph,
            TaskStores stores,
            Map<String, RecordDecoder> decoders,
            TaskMeters meters,
            DropMetrics metrics) {
        this.frame = frame;
        this.graph = graph;
        this.stores = stores;
        this.decoders = Map.copyOf(decoders);
        this.meters = meters;
        this.metrics = metrics;
    }

    /**
     * Opens the stores and initialises their processors.
     *
     * @param nowMs wall-clock time, which the processors see
     * @throws StreamsException if one of them fails; what was opened is closed again
     */
    public void open(long nowMs) {
        frame.setSystemTimeMs(nowMs);
        stores.open();
        stores.changelogs().forEach(changelog -> {
            if (changelog.known()) {
                nextOffsets.put(changelog.partition(), changelog.nextOffset());
            }
        });
        try {
            graph.init();
        } catch (RuntimeException failed) {
            closeAfter(failed);
            throw failed;
        }
    }

    /** The partitions it is filled from. */
    public Set<TopicPartition> partitions() {
        Set<TopicPartition> partitions = new HashSet<>();
        stores.changelogs().forEach(changelog -> partitions.add(changelog.partition()));
        return partitions;
    }

    /** Name of the store that {@code partition} fills. */
    public String storeOf(TopicPartition partition) {
        return stores.changelogs().stream()
                .filter(changelog -> changelog.partition().equals(partition))
                .map(changelog -> changelog.storeName())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(partition + " fills no global store"));
    }

    /** The offset after the last record of {@code partition} that its store holds; empty if it holds none. */
    public OptionalLong nextOffset(TopicPartition partition) {
        Long offset = nextOffsets.get(partition);
        return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    /**
     * Puts one record into its store.
     *
     * @throws StreamsException if it cannot be read or processed and no handler lets the task go on
     */
    public void update(ConsumerRecord<byte[], byte[]> raw, long nowMs) {
        TopicPartition partition = new TopicPartition(raw.topic(), raw.partition());
        Record<Object, Object> record =
                decoders.get(raw.topic()).decode(raw, partitionTimes.getOrDefault(partition, -1L));
        nextOffsets.put(partition, raw.offset() + 1);
        commitNeeded = true;
        if (record == null) {
            return;
        }
        partitionTimes.merge(partition, record.timestamp(), Math::max);
        frame.setSystemTimeMs(nowMs);
        frame.begin(raw, record, Math.max(frame.streamTimeMs(), record.timestamp()));
        process(record);
        frame.end();
        meters.recordProcessed();
    }

    /** Says that the consumer went on to {@code offset}, past what holds no record. */
    public void advance(TopicPartition partition, long offset) {
        if (offset > nextOffsets.getOrDefault(partition, -1L)) {
            nextOffsets.put(partition, offset);
            commitNeeded = true;
        }
    }

    /** Whether one of the processors, or of the stores, wants what it did to be committed. */
    public boolean commitRequested() {
        return frame.commitRequested();
    }

    /** Makes what was updated durable, with the offsets it stands for. */
    public void commit() {
        if (commitNeeded) {
            stores.flush();
            stores.commit(nextOffsets);
            commitNeeded = false;
        }
        frame.commitDone();
    }

    /** The store called {@code name}, for queries; null if it is no global one. */
    public @Nullable StateStore store(String name) {
        return stores.guardedStore(name);
    }

    /** All stores by name, for the processors of other tasks: to be read and not to be changed. */
    public Map<String, StateStore> readableStores() {
        return stores.readOnly();
    }

    /** All stores by name. */
    public Map<String, StateStore> storesByName() {
        Map<String, StateStore> byName = new HashMap<>();
        stores.all().forEach(store -> byName.put(store.name(), store));
        return byName;
    }

    /** What was processed and dropped. */
    public TaskMeters meters() {
        return meters;
    }

    /**
     * Closes processors and stores; may be called again. What was not committed is read again after a restart.
     *
     * @throws RuntimeException the first failure, after everything is closed
     */
    public void close() {
        CloseSteps steps = new CloseSteps();
        steps.run(graph::close);
        steps.run(stores::close);
        steps.run(metrics::close);
        steps.finish();
    }

    private void process(Record<Object, Object> record) {
        try {
            graph.source(frame.topic()).process(record);
        } catch (ProcessingFailure failed) {
            throw new StreamsException(
                    "Exception caught while a global store was updated. processor=" + failed.nodeName() + ", topic="
                            + frame.topic() + ", partition=" + frame.partition() + ", offset=" + frame.offset(),
                    failed.getCause());
        }
    }

    private void closeAfter(RuntimeException failed) {
        try {
            close();
        } catch (RuntimeException second) {
            failed.addSuppressed(second);
        }
    }
}
