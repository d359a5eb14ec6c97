package dev.millrace.streams.internal.output;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.internal.metrics.TaskMeters;
import dev.millrace.streams.processor.StreamPartitioner;
import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.api.Record;

import static java.util.Objects.requireNonNull;

/**
 * Everything one task writes, on its way to the output.
 *
 * <p>Sends are asynchronous. The first failure that the production exception handler does not wave through is thrown
 * by the next send and by {@link #rethrowError()}, which a commit calls after it flushed the output.
 *
 * <p><i>Confined to the owner of the task.</i>
 */
public final class RecordCollector implements DeadLetterSink {
    private static final Logger LOG = LoggerFactory.getLogger(RecordCollector.class);

    private final CurrentRecord current;
    private final TaskMeters meters;
    private final Outbox outbox;
    private final RecordSerializer serializer;
    private final List<PartitionWriter> writers = new ArrayList<>();

    /** Serves all records alike when the production exception handler does not look at them. */
    private final SendListener sharedListener = new SinkListener();

    /**
     * A collector for {@code task}.
     *
     * @param output shared by the tasks of the stream thread; not closed here
     * @param errors decides about records that cannot be written
     * @param current what the task is processing, for the handler
     */
    public RecordCollector(
            TaskId task, RecordOutput output, ProductionErrors errors, CurrentRecord current, TaskMeters meters) {
        this.current = requireNonNull(current, "current");
        this.meters = requireNonNull(meters, "meters");
        SendFailures failures = new SendFailures(task, errors, meters);
        this.outbox = new Outbox(task, output, failures, current);
        this.serializer = new RecordSerializer(outbox, current);
    }

    /**
     * Writes {@code record} to {@code topic}.
     *
     * @throws StreamsException if it cannot be serialised and the handler does not drop it, if an earlier record
     *     failed, or if the partitioner needs the partitions of a topic that does not exist
     */
    public <K, V> void send(String topic, Record<K, V> record, SinkFormat<K, V> format) {
        if (format.partitioner() == null) {
            sendTo(topic, RecordOutput.BY_KEY, record, format);
        } else {
            sendPartitioned(topic, record, format, format.partitioner());
        }
    }

    /** A writer for {@code partition}; each changelog of the task has one. */
    public PartitionWriter writerFor(TopicPartition partition) {
        PartitionWriter writer = new PartitionWriter(partition, outbox, current);
        writers.add(writer);
        return writer;
    }

    /** For each partition with a writer that had something acknowledged: the offset after it, exclusive. */
    public Map<TopicPartition, Long> acknowledgedOffsets() {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (PartitionWriter writer : writers) {
            if (writer.nextOffset() != PartitionWriter.NONE) {
                offsets.put(writer.partition(), writer.nextOffset());
            }
        }
        return offsets;
    }

    /** Throws the first error of what was sent, if there was one. */
    public void rethrowError() {
        outbox.rethrowFirst();
    }

    @Override
    public void write(List<ProducerRecord<byte[], byte[]>> letters) {
        outbox.write(letters);
    }

    /** Writes the dead letters of records that were refused meanwhile; returns if there were any. */
    public boolean writeDeadLetters() {
        return outbox.writeDeadLetters();
    }

    private <K, V> void sendPartitioned(
            String topic,
            Record<K, V> record,
            SinkFormat<K, V> format,
            StreamPartitioner<? super K, ? super V> partitioner) {
        int partitionCount = partitionCount(topic);
        Optional<Set<Integer>> chosen = partitioner.partitions(topic, record.key(), record.value(), partitionCount);
        if (chosen.isEmpty()) {
            sendTo(topic, RecordOutput.BY_KEY, record, format);
            return;
        }
        if (chosen.get().isEmpty()) {
            LOG.debug("Task {} drops a record for topic {}: its partitioner chose no partition", outbox.task(), topic);
            meters.recordDropped();
        }
        for (Integer partition : chosen.get()) {
            sendTo(topic, partition, record, format);
        }
    }

    private int partitionCount(String topic) {
        int count;
        try {
            count = outbox.output().partitionCount(topic);
        } catch (TimeoutException later) {
            throw new UnwrittenRecordException(outbox.task(), later);
        } catch (KafkaException failed) {
            throw new StreamsException(
                    "Could not determine the number of partitions of topic " + topic + " for task " + outbox.task(),
                    failed,
                    outbox.task());
        }
        if (count == 0) {
            throw new StreamsException(
                    "Topic " + topic + " has no partitions task " + outbox.task() + " could write to; does it exist?",
                    outbox.task());
        }
        return count;
    }

    private <K, V> void sendTo(String topic, int partition, Record<K, V> record, SinkFormat<K, V> format) {
        SerializedRecord out = serializer.serialize(topic, partition, record, format);
        if (out != null) {
            outbox.send(topic, partition, out, listenerFor(topic, partition, out, format.nodeName()));
        }
    }

    private SendListener listenerFor(String topic, int partition, SerializedRecord out, String nodeName) {
        if (!outbox.failures().handlerWantsRecord()) {
            return sharedListener;
        }
        SentRecord sent = new SentRecord(
                topic,
                ProducerOutput.producerRecord(topic, partition, out),
                current.failureContext(nodeName).withoutSource());
        return new TracedRecord(sent, outbox.failures(), sharedListener);
    }

    /** Nobody needs to know where a result was written. */
    private final class SinkListener implements SendListener {
        @Override
        public void acknowledged(long nextOffset) {}

        @Override
        public void failed(String topic, Exception error) {
            outbox.failures().sendFailed(new SentRecord(topic, null, null), error);
        }
    }
}
