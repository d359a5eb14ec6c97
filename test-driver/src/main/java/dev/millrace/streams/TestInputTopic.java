package dev.millrace.streams;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.StringJoiner;

import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.test.TestRecord;

import static java.util.Objects.requireNonNull;

/**
 * Pipes records into a topic that the topology reads. Made by {@link TopologyTestDriver#createInputTopic}. Records
 * without a time of their own get the topic's, which moves on with each by a fixed step. <i>Confined to the thread of
 * the test.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public class TestInputTopic<K, V> {
    private final TopologyTestDriver driver;
    private final String topic;
    private final Serializer<K> keySerializer;
    private final Serializer<V> valueSerializer;
    private final Duration step;
    private Instant now;

    TestInputTopic(
            TopologyTestDriver driver,
            String topic,
            Serializer<K> keySerializer,
            Serializer<V> valueSerializer,
            Instant start,
            Duration step) {
        this.driver = driver;
        this.topic = requireNonNull(topic, "topicName cannot be null");
        this.keySerializer = requireNonNull(keySerializer, "keySerializer cannot be null");
        this.valueSerializer = requireNonNull(valueSerializer, "valueSerializer cannot be null");
        this.now = requireNonNull(start, "startTimestamp cannot be null");
        this.step = requireNotNegative(requireNonNull(step, "autoAdvance cannot be null"));
    }

    private static Duration requireNotNegative(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("The topic's time must not go back: " + duration);
        }
        return duration;
    }

    /**
     * Moves the topic's time forward.
     *
     * @throws IllegalArgumentException if {@code advance} is negative
     */
    public void advanceTime(Duration advance) {
        now = now.plus(requireNotNegative(advance));
    }

    /** Pipes one record; without a time of its own it gets the topic's. */
    public void pipeInput(TestRecord<K, V> record) {
        Instant time = record.getRecordTime() == null ? timeAndStep() : record.getRecordTime();
        driver.pipe(topic, record, keySerializer, valueSerializer, time);
    }

    /** A value at the topic's time. */
    public void pipeInput(@Nullable V value) {
        pipeInput(new TestRecord<>(value));
    }

    /** A value at a time. */
    public void pipeInput(@Nullable V value, Instant timestamp) {
        pipeInput(new TestRecord<>(null, value, timestamp));
    }

    /** Key and value at the topic's time. */
    public void pipeInput(@Nullable K key, @Nullable V value) {
        pipeInput(new TestRecord<>(key, value));
    }

    /** Key and value at a time. */
    public void pipeInput(@Nullable K key, @Nullable V value, Instant timestamp) {
        pipeInput(new TestRecord<>(key, value, timestamp));
    }

    /** Key and value at a time in milliseconds since the epoch. */
    public void pipeInput(@Nullable K key, @Nullable V value, long timestampMs) {
        pipeInput(new TestRecord<>(key, value, null, timestampMs));
    }

    /** Pipes {@code records} in order. */
    public void pipeRecordList(List<? extends TestRecord<K, V>> records) {
        records.forEach(this::pipeInput);
    }

    /** Keys and values at the topic's time. */
    public void pipeKeyValueList(List<KeyValue<K, V>> keyValues) {
        keyValues.forEach(pair -> pipeInput(pair.key, pair.value));
    }

    /** Values at the topic's time. */
    public void pipeValueList(List<V> values) {
        values.forEach(this::pipeInput);
    }

    /** Keys and values, the first at {@code start}, each later by {@code advance} than the one before. */
    public void pipeKeyValueList(List<KeyValue<K, V>> keyValues, Instant start, Duration advance) {
        Instant time = start;
        for (KeyValue<K, V> pair : keyValues) {
            pipeInput(pair.key, pair.value, time);
            time = time.plus(advance);
        }
    }

    /** Values, timed in the same way. */
    public void pipeValueList(List<V> values, Instant start, Duration advance) {
        pipeKeyValueList(
                values.stream().map(value -> KeyValue.pair((K) null, value)).toList(), start, advance);
    }

    private Instant timeAndStep() {
        Instant time = now;
        now = now.plus(step);
        return time;
    }

    @Override
    public String toString() {
        return new StringJoiner(", ", "TestInputTopic[", "]")
                .add("topic='" + topic + "'")
                .add("keySerializer=" + keySerializer.getClass().getSimpleName())
                .add("valueSerializer=" + valueSerializer.getClass().getSimpleName())
                .toString();
    }
}
