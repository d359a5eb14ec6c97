package dev.millrace.streams.internal.output.wire;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.KafkaClient;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.internals.ProducerMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.output.RecordOutput;
import dev.millrace.streams.internal.output.SendListener;
import dev.millrace.streams.internal.output.SerializedRecord;

/**
 * Writes over the connections of the client library, driven by the thread that appends. Errors reach listeners in the
 * classes in which a Java producer reports them. <i>Confined to the stream thread.</i>
 */
final class WireOutput implements RecordOutput {
    private static final long LONGEST_WAIT_MS = 100;
    private static final long CONNECTING_MS = 50;

    private final WireConnection connection;
    private final KafkaClient client;
    private final ProducerMetadata metadata;
    private final WireSettings settings;
    private final Time time;
    private final AttendedClock clock;
    private final BufferPool pool;
    private final IdentitySource identities;
    private final BatchSender sender;
    private final Map<String, TopicLanes> topics = new HashMap<>();
    private int learnedVersion = -1;
    private boolean closed;

    WireOutput(WireConnection connection, WireSettings settings, Time time) {
        this.connection = connection;
        this.client = connection.client();
        this.metadata = connection.metadata();
        this.settings = settings;
        this.time = time;
        this.clock = new AttendedClock(time);
        this.pool = new BufferPool(Math.max(settings.batchBytes(), 1024), settings.bufferBytes());
        this.identities = new IdentitySource(client, settings);
        this.sender = new BatchSender(client, metadata, settings, identities, clock);
    }

    @Override
    public void append(String topic, int partition, SerializedRecord record, SendListener listener) {
        if (closed) {
            throw new IllegalStateException("the output is closed");
        }
        if (record.timestamp() < 0 || partition < BY_KEY) {
            throw new IllegalArgumentException(
                    "neither may be negative: timestamp " + record.timestamp() + ", partition " + partition);
        }
        try {
            Header[] headers = RecordBytes.headers(record.headers());
            checkSize(record, headers);
            place(lane(topic, partition, record.key()), record, headers, listener);
        } catch (ApiException refused) {
            listener.failed(topic, refused);
        }
    }

    private void checkSize(SerializedRecord record, Header[] headers) {
        long bytes = BatchHeader.BYTES + RecordBytes.sizeBound(record.key(), record.value(), headers);
        if (bytes > settings.requestBytes()) {
            throw new RecordTooLargeException(
                    "a record takes " + bytes + " bytes, max.request.size allows " + settings.requestBytes());
        }
        if (bytes > settings.bufferBytes()) {
            throw new RecordTooLargeException(
                    "a record takes " + bytes + " bytes, buffer.memory allows " + settings.bufferBytes());
        }
    }

    private PartitionLane lane(String topic, int partition, byte @Nullable [] key) {
        TopicLanes lanes = topics.get(topic);
        if (lanes == null || lanes.partitionCount() <= Math.max(partition, 0)) {
            lanes = await(topic, partition);
        }
        return partition == BY_KEY ? lanes.choose(key) : lanes.lane(partition);
    }

    private void place(PartitionLane lane, SerializedRecord record, Header[] headers, SendListener listener) {
        boolean first = lane.isEmpty();
        if (first) {
            metadata.add(lane.partition().topic(), time.milliseconds());
        }
        if (!lane.tryAppend(record, headers, listener)) {
            awaitRoom(lane, record, headers, listener);
            first = true;
        }
        if (first) {
            sender.activate(lane);
        }
        if (lane.reachedSize()) {
            drive();
        }
    }

    private void awaitRoom(PartitionLane lane, SerializedRecord record, Header[] headers, SendListener listener) {
        long deadlineMs = time.milliseconds() + settings.maxBlockMs();
        do {
            if (time.milliseconds() >= deadlineMs) {
                throw new BufferExhaustedException("no room within max.block.ms, " + settings.maxBlockMs()
                        + " ms: buffer.memory is " + settings.bufferBytes() + " bytes, all of it not written yet");
            }
            step(deadlineMs, true);
        } while (!lane.tryAppend(record, headers, listener));
    }

    private TopicLanes await(String topic, int partition) {
        long startMs = time.milliseconds();
        long deadlineMs = startMs + settings.maxBlockMs();
        metadata.add(topic, startMs);
        TopicLanes lanes =
                topics.computeIfAbsent(topic, name -> new TopicLanes(name, settings, pool, clock, connection.random()));
        lanes.learn(metadata.fetch());
        while (lanes.partitionCount() <= Math.max(partition, 0)) {
            metadata.maybeThrowExceptionForTopic(topic);
            if (time.milliseconds() >= deadlineMs) {
                Errors known = metadata.getError(topic);
                throw new TimeoutException(
                        (partition == BY_KEY ? "topic " + topic : "partition " + partition + " of topic " + topic)
                                + " is not known after max.block.ms, " + settings.maxBlockMs() + " ms; partitions: "
                                + lanes.partitionCount(),
                        known == null ? null : known.exception());
            }
            metadata.requestUpdateForTopic(topic);
            step(deadlineMs, false);
        }
        return lanes;
    }

    /** Sends and waits for an answer, a short while at most. */
    private void step(long deadlineMs, boolean pressing) {
        long nowMs = time.milliseconds();
        long waitMs = Math.min(LONGEST_WAIT_MS, Math.max(0, deadlineMs - nowMs));
        client.poll(Math.min(waitMs, sender.drive(nowMs, pressing)), nowMs);
        learn();
        if (Thread.interrupted()) {
            throw new InterruptException("interrupted while records were written");
        }
    }

    private void learn() {
        if (metadata.updateVersion() != learnedVersion) {
            learnedVersion = metadata.updateVersion();
            Cluster cluster = metadata.fetch();
            topics.values().forEach(lanes -> lanes.learn(cluster));
        }
    }

    @Override
    public long drive() {
        if (closed) {
            return IDLE;
        }
        long nowMs = time.milliseconds();
        long nextMs = sender.drive(nowMs, false);
        if (!client.poll(0, nowMs).isEmpty()) {
            learn();
            nextMs = sender.drive(nowMs, false);
            client.poll(0, nowMs);
        }
        learn();
        return identities.current() == null ? Math.min(nextMs, CONNECTING_MS) : nextMs;
    }

    @Override
    public void flush() {
        while (!sender.isIdle()) {
            step(Long.MAX_VALUE, true);
        }
    }

    @Override
    public int partitionCount(String topic) {
        return await(topic, BY_KEY).partitionCount();
    }

    @Override
    public void close(Duration patience) {
        if (closed) {
            return;
        }
        closed = true;
        long deadlineMs = time.milliseconds() + patience.toMillis();
        try {
            while (!sender.isIdle() && time.milliseconds() < deadlineMs) {
                step(deadlineMs, true);
            }
        } finally {
            sender.giveUpAll(new KafkaException("the output was closed before the record was written"));
            connection.close();
        }
    }
}
