package dev.millrace.streams;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.StringJoiner;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.test.TestRecord;

import static java.util.Objects.requireNonNull;

/**
 * Reads what the topology wrote to a topic, each record once. Made by {@link TopologyTestDriver#createOutputTopic}.
 * <i>Confined to the thread of the test.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public class TestOutputTopic<K, V> {
    private final TopologyTestDriver driver;
    private final String topic;
    private final Deserializer<K> keyDeserializer;
    private final Deserializer<V> valueDeserializer;

    TestOutputTopic(
            TopologyTestDriver driver,
            String topic,
            Deserializer<K> keyDeserializer,
            Deserializer<V> valueDeserializer) {
        this.driver = driver;
        this.topic = requireNonNull(topic, "topicName cannot be null");
        this.keyDeserializer = requireNonNull(keyDeserializer, "keyDeserializer cannot be null");
        this.valueDeserializer = requireNonNull(valueDeserializer, "valueDeserializer cannot be null");
    }

    /**
     * The next record.
     *
     * @throws NoSuchElementException if there is none
     */
    public TestRecord<K, V> readRecord() {
        Queue<ProducerRecord<byte[], byte[]>> queue = queue();
        if (queue == null) {
            throw new NoSuchElementException("Uninitialized topic: " + topic);
        }
        ProducerRecord<byte[], byte[]> record = queue.poll();
        if (record == null) {
            throw new NoSuchElementException("Empty topic: " + topic);
        }
        K key = keyDeserializer.deserialize(topic, record.headers(), record.key());
        V value = valueDeserializer.deserialize(topic, record.headers(), record.value());
        return new TestRecord<>(key, value, record.headers(), record.timestamp());
    }

    /** The value of the next record. */
    public @Nullable V readValue() {
        return readRecord().value();
    }

    /** Key and value of the next record. */
    public KeyValue<K, V> readKeyValue() {
        TestRecord<K, V> record = readRecord();
        return KeyValue.pair(record.key(), record.value());
    }

    /** All records that are left. */
    public List<TestRecord<K, V>> readRecordsToList() {
        List<TestRecord<K, V>> records = new ArrayList<>();
        while (!isEmpty()) {
            records.add(readRecord());
        }
        return records;
    }

    /** The values of all records that are left. */
    public List<V> readValuesToList() {
        List<V> values = new ArrayList<>();
        readRecordsToList().forEach(record -> values.add(record.value()));
        return values;
    }

    /** Keys and values of all records that are left. */
    public List<KeyValue<K, V>> readKeyValuesToList() {
        List<KeyValue<K, V>> pairs = new ArrayList<>();
        readRecordsToList().forEach(record -> pairs.add(KeyValue.pair(record.key(), record.value())));
        return pairs;
    }

    /**
     * The last value of each key among the records that are left.
     *
     * @throws IllegalStateException if a record has no key
     */
    public Map<K, V> readKeyValuesToMap() {
        Map<K, V> latest = new LinkedHashMap<>();
        for (TestRecord<K, V> record : readRecordsToList()) {
            if (record.key() == null) {
                throw new IllegalStateException(
                        "A record of topic " + topic + " has no key, so it fits into no map: " + record);
            }
            latest.put(record.key(), record.value());
        }
        return latest;
    }

    /** How many records are left. */
    public final long getQueueSize() {
        Queue<ProducerRecord<byte[], byte[]>> queue = queue();
        return queue == null ? 0 : queue.size();
    }

    /** Whether none is left. */
    public final boolean isEmpty() {
        return getQueueSize() == 0;
    }

    private @Nullable Queue<ProducerRecord<byte[], byte[]>> queue() {
        return driver.output(topic);
    }

    @Override
    public String toString() {
        return new StringJoiner(", ", "TestOutputTopic[", "]")
                .add("topic='" + topic + "'")
                .add("keyDeserializer=" + keyDeserializer.getClass().getSimpleName())
                .add("valueDeserializer=" + valueDeserializer.getClass().getSimpleName())
                .add("size=" + getQueueSize())
                .toString();
    }
}
