package dev.millrace.streams.internal.driver.pipe;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * What was written, for the test to read, and what comes back as input because the topology reads the topic too.
 * <i>Confined to the thread of the test.</i>
 */
public final class MemoryTopics {
    /** The one partition of each topic. */
    public static final int PARTITION = 0;

    private final ReadTopics read;
    private final Map<String, Queue<ProducerRecord<byte[], byte[]>>> outputs = new LinkedHashMap<>();
    private final Queue<ConsumerRecord<byte[], byte[]>> comingBack = new ArrayDeque<>();
    private final Map<String, Long> endOffsets = new HashMap<>();

    /** Records of topics that are {@code read} come back as input when they are written. */
    public MemoryTopics(ReadTopics read) {
        this.read = read;
    }

    /** A record that the test pipes in, with the next offset of its topic. */
    public ConsumerRecord<byte[], byte[]> input(
            String topic, byte @Nullable [] key, byte @Nullable [] value, Headers headers, long timestamp) {
        return new ConsumerRecord<>(
                topic,
                PARTITION,
                nextOffset(topic),
                timestamp,
                TimestampType.CREATE_TIME,
                key == null ? ConsumerRecord.NULL_SIZE : key.length,
                value == null ? ConsumerRecord.NULL_SIZE : value.length,
                key,
                value,
                headers,
                Optional.empty());
    }

    long written(ProducerRecord<byte[], byte[]> record) {
        outputs.computeIfAbsent(record.topic(), topic -> new ArrayDeque<>()).add(record);
        if (!read.contains(record.topic())) {
            return nextOffset(record.topic());
        }
        long timestamp = record.timestamp() == null ? ConsumerRecord.NO_TIMESTAMP : record.timestamp();
        ConsumerRecord<byte[], byte[]> back =
                input(record.topic(), record.key(), record.value(), record.headers(), timestamp);
        comingBack.add(back);
        return back.offset();
    }

    /** Takes all records that came back since the last call, in the order in which they were written. */
    public List<ConsumerRecord<byte[], byte[]>> drainComingBack() {
        List<ConsumerRecord<byte[], byte[]>> drained = List.copyOf(comingBack);
        comingBack.clear();
        return drained;
    }

    /** Records written to {@code topic} and not read by the test yet; null if nothing was ever written to it. */
    public @Nullable Queue<ProducerRecord<byte[], byte[]>> output(String topic) {
        return outputs.get(topic);
    }

    /** Topics that were written to, in that order. */
    public Set<String> producedTopicNames() {
        return Collections.unmodifiableSet(outputs.keySet());
    }

    private long nextOffset(String topic) {
        return endOffsets.merge(topic, 1L, Long::sum) - 1;
    }
}
