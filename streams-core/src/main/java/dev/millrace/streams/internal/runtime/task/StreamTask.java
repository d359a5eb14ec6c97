package dev.millrace.streams.internal.runtime.task;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.errors.ProcessorStateException;
import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.internal.metrics.DropMetrics;
import dev.millrace.streams.internal.metrics.TaskMeters;
import dev.millrace.streams.internal.output.RecordCollector;
import dev.millrace.streams.internal.runtime.graph.ProcessingFailure;
import dev.millrace.streams.internal.runtime.graph.RecordFrame;
import dev.millrace.streams.internal.runtime.graph.Schedules;
import dev.millrace.streams.internal.runtime.graph.SourceNode;
import dev.millrace.streams.internal.runtime.graph.TaskGraph;
import dev.millrace.streams.internal.runtime.input.PartitionQueue;
import dev.millrace.streams.internal.runtime.input.RecordBuffer;
import dev.millrace.streams.internal.runtime.stores.CloseSteps;
import dev.millrace.streams.internal.runtime.stores.TaskStores;
import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.api.Record;

import static java.util.Objects.requireNonNull;

/**
 * One sub-topology on one partition of its input.
 *
 * <p>Its life: built by {@link TaskFactory}, {@link #openStores() stores opened} and restored, {@link #start started},
 * then records added and processed and punctuations run, with a commit now and then, {@link #suspend() suspended},
 * {@link #close closed}. A commit is driven from outside: {@link #flush()}, the output's flush, {@link
 * #rethrowSendError()}, {@link #offsetsToCommit()} committed, {@link #committed()}.
 *
 * <p><i>Confined to its owner:</i> the stream thread, and the restorer between opening and starting; it is handed over
 * through a queue.
 */
public final class StreamTask {
    private static final Logger LOG = LoggerFactory.getLogger(StreamTask.class);

    private final RecordBuffer buffer;
    private final RecordFrame frame;
    private final TaskGraph graph;
    private final SourceNode[] sources;
    private final Schedules schedules;
    private final TaskStores stores;
    private final RecordCollector collector;
    private final TaskMeters meters;
    private final DropMetrics metrics;
    private final Time time;
    private final TaskProgress progress;

    private TaskState state = TaskState.CREATED;
    private boolean commitNeeded;
    private Map<TopicPartition, OffsetAndMetadata> lastOffsets = Map.of();

    StreamTask(TaskParts parts) {
        buffer = parts.buffer();
        frame = parts.frame();
        graph = parts.graph();
        schedules = parts.schedules();
        stores = parts.stores();
        collector = parts.collector();
        meters = parts.meters();
        metrics = parts.metrics();
        time = parts.time();
        progress = new TaskProgress(inputPartitions());
        sources = buffer.queues().stream()
                .map(queue -> graph.source(queue.partition().topic()))
                .toArray(SourceNode[]::new);
    }

    /** Name of this task. */
    public TaskId id() {
        return frame.task();
    }

    /** The partitions this task reads. */
    public Set<TopicPartition> inputPartitions() {
        return Set.copyOf(buffer.partitions());
    }

    /** The stores of this task. */
    public TaskStores stores() {
        return stores;
    }

    /** How far it has come in its input. Any thread. */
    public TaskProgress progress() {
        return progress;
    }

    /** What was processed and dropped. */
    public TaskMeters meters() {
        return meters;
    }

    /**
     * Locks the state directory and opens the stores; afterwards they can be restored.
     *
     * @throws dev.millrace.streams.errors.LockException if the directory is in use: it may be free later, and the call
     *     may be repeated
     */
    public void openStores() {
        require(TaskState.CREATED);
        stores.open();
        state = TaskState.OPEN;
    }

    /**
     * Initialises the processors; called once, after the stores are restored.
     *
     * @param committed what the group committed for the input partitions, where it did: holds the partition times and
     *     what operators keep with them
     */
    public void start(Map<TopicPartition, OffsetAndMetadata> committed) {
        require(TaskState.OPEN);
        committed.forEach(this::restore);
        progress.committed(committed);
        frame.setStreamTimeMs(buffer.streamTime());
        frame.setSystemTimeMs(time.milliseconds());
        state = TaskState.RUNNING;
        graph.init();
    }

    /** Takes raw records of {@code partition} in offset order; the list is kept and must not be changed afterwards. */
    public void add(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        buffer.add(partition, records);
        progress.saw(partition, records);
    }

    /**
     * Says where the consumer goes on in {@code partition}, from {@code ConsumerRecords.nextOffsets()}: past trailing
     * control records and gaps.
     */
    public void advance(TopicPartition partition, OffsetAndMetadata next) {
        buffer.consumerAt(partition, next);
    }

    /** To be called after each poll of the consumer, whether it brought records or not: asks for new lags. */
    public void polled() {
        buffer.observeLags();
    }

    /** Whether {@code partition} holds more than {@code buffered.records.per.partition}: to be paused until not. */
    public boolean full(TopicPartition partition) {
        return buffer.full(partition);
    }

    /**
     * Processes one record, the one with the lowest time.
     *
     * @param nowMs wall-clock time of this round of the stream thread, which processors see
     * @return false if no record is ready
     * @throws StreamsException if the record cannot be read or processed and no handler lets the task go on
     */
    public boolean processNext(long nowMs) {
        assert state == TaskState.RUNNING : state;
        PartitionQueue queue = buffer.next(nowMs);
        if (queue == null) {
            progress.idle(nowMs);
            return false;
        }
        progress.busy();
        ConsumerRecord<byte[], byte[]> raw = queue.rawHead();
        Record<Object, Object> record = buffer.take(queue);
        frame.setSystemTimeMs(nowMs);
        frame.begin(raw, record, buffer.streamTime());
        commitNeeded = true;
        process(sources[queue.index()], record);
        meters.recordProcessed();
        return true;
    }

    /** Runs stream-time and wall-clock punctuations that are due; true if any ran. */
    public boolean punctuate(long nowMs) {
        boolean ran = punctuateStreamTime(nowMs);
        return punctuateWallClock(nowMs) || ran;
    }

    /** Runs stream-time punctuations that are due; true if any ran. */
    public boolean punctuateStreamTime(long nowMs) {
        frame.setSystemTimeMs(nowMs);
        boolean ran = schedules.runStreamTime();
        commitNeeded |= ran;
        return ran;
    }

    /** Runs wall-clock punctuations that are due; true if any ran. */
    public boolean punctuateWallClock(long nowMs) {
        frame.setSystemTimeMs(nowMs);
        boolean ran = schedules.runWallClock(nowMs);
        commitNeeded |= ran;
        return ran;
    }

    /** Whether a processor or a store asked for a commit soon. */
    public boolean commitRequested() {
        return frame.commitRequested();
    }

    /** Whether anything happened since the last commit. */
    public boolean commitNeeded() {
        commitNeeded |= buffer.movedSilently();
        return commitNeeded;
    }

    /** First step of a commit: caches go downstream and to the changelogs. */
    public void flush() {
        try {
            stores.flush();
        } catch (ProcessingFailure failed) {
            throw new ProcessorStateException(
                    "Exception caught while caches were flushed. taskId=" + id() + ", processor=" + failed.nodeName(),
                    failed.getCause());
        }
    }

    /** Writes the dead letters of records that were refused since they were asked for; returns if there were any. */
    public boolean writeDeadLetters() {
        return collector.writeDeadLetters();
    }

    /** Throws the first error of a record this task wrote, if there was one; call after the output was flushed. */
    public void rethrowSendError() {
        collector.rethrowError();
    }

    /** Next offset of each partition that was read from, with what {@link OffsetMetadataV2} has in the metadata. */
    public Map<TopicPartition, OffsetAndMetadata> offsetsToCommit() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (PartitionQueue queue : buffer.queues()) {
            OffsetMetadataV2 metadata = new OffsetMetadataV2(queue.partitionTime(), frame.numbers());
            OffsetAndMetadata position = queue.position(metadata.encode());
            if (position != null) {
                offsets.put(queue.partition(), position);
            }
        }
        lastOffsets = offsets;
        return offsets;
    }

    /** Last step of a commit: local state is applied with the acknowledged changelog offsets. */
    public void committed() {
        Map<TopicPartition, Long> offsets = collector.acknowledgedOffsets();
        for (PartitionQueue queue : buffer.queues()) {
            if (queue.nextOffset() >= 0) {
                // An input topic may be the changelog of a store: then what was read is what the store holds.
                offsets.put(queue.partition(), queue.nextOffset());
            }
        }
        stores.commit(offsets);
        progress.committed(lastOffsets);
        commitNeeded = false;
        frame.commitDone();
    }

    /**
     * Closes the processors and forgets buffered records; what is to be kept was committed before. May be called again.
     *
     * @throws StreamsException if a processor fails to close; all are closed then all the same
     */
    public void suspend() {
        if (state == TaskState.RUNNING) {
            state = TaskState.SUSPENDED;
            buffer.clear();
            graph.close();
        }
    }

    /**
     * Closes everything; may be called again.
     *
     * @param clean whether failures are thrown, after all is closed; else they are logged
     */
    public void close(boolean clean) {
        CloseSteps steps = new CloseSteps();
        steps.run(this::suspend);
        if (state != TaskState.CLOSED) {
            state = TaskState.CLOSED;
            if (!clean) {
                stores.distrustOffsets();
            }
            steps.run(stores::close);
            steps.run(metrics::close);
        }
        try {
            steps.finish();
        } catch (RuntimeException failed) {
            if (clean) {
                throw failed;
            }
            LOG.warn("Task {} was closed after an error, and closing it failed too", id(), failed);
        }
    }

    private void process(SourceNode source, Record<Object, Object> record) {
        try {
            source.process(record);
        } catch (ProcessingFailure failed) {
            throw processingError(failed.nodeName(), failed.getCause());
        } catch (StreamsException reported) {
            throw named(reported);
        } catch (RuntimeException failed) {
            throw processingError(source.name(), failed);
        }
        frame.end();
    }

    private StreamsException processingError(String nodeName, Throwable cause) {
        return new StreamsException(
                "Exception caught in process. taskId=" + id() + ", processor=" + nodeName + ", topic=" + frame.topic()
                        + ", partition=" + frame.partition() + ", offset=" + frame.offset(),
                cause,
                id());
    }

    private StreamsException named(StreamsException error) {
        if (error.taskId().isEmpty()) {
            error.setTaskId(id());
        }
        return error;
    }

    private void restore(TopicPartition partition, OffsetAndMetadata committed) {
        OffsetMetadataV2 metadata =
                OffsetMetadataV2.decode(requireNonNull(committed, "committed").metadata());
        buffer.restoreTime(partition, metadata.partitionTime());
        metadata.numbers().forEach((name, number) -> frame.numbers().merge(name, number, Math::max));
    }

    private void require(TaskState expected) {
        if (state != expected) {
            throw new IllegalStateException("Task " + id() + " is " + state + ", not " + expected);
        }
    }
}
