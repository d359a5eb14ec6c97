package dev.millrace.streams;

import java.io.Closeable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.errors.TopologyException;
import dev.millrace.streams.internal.driver.clock.ManualTime;
import dev.millrace.streams.internal.driver.step.DrivenStore;
import dev.millrace.streams.internal.driver.step.TaskStepper;
import dev.millrace.streams.internal.settings.RuntimeSettings;
import dev.millrace.streams.internal.topology.TopologyPlan;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.SessionStore;
import dev.millrace.streams.state.SessionStoreWithHeaders;
import dev.millrace.streams.state.ValueAndTimestamp;
import dev.millrace.streams.state.ValueTimestampHeaders;
import dev.millrace.streams.state.VersionedKeyValueStore;
import dev.millrace.streams.state.WindowStore;
import dev.millrace.streams.test.TestRecord;

import static java.util.Objects.requireNonNull;

/**
 * Tests a topology in memory: no broker, no threads, no waiting. Each record piped in is processed to the end, through
 * all sub-topologies, and committed before the call returns.
 *
 * <p>Every topic has one partition. The clock stands still until {@link #advanceWallClockTime} moves it. The code that
 * runs is the one that runs in production; only clients and clock are replaced. <i>Confined to one thread.</i>
 */
public class TopologyTestDriver implements Closeable {
    /**
     * How seldom operators look for what waited long enough or for windows that closed: at each record here, to keep
     * tests simple.
     */
    private static final List<String> EMIT_INTERVALS = List.of(
            "__emit.interval.ms.kstreams.outer.join.spurious.results.fix__",
            "__emit.interval.ms.kstreams.windowed.aggregation__");

    private final ManualTime time;
    private final TaskStepper stepper;
    private final Set<String> declared;

    /** With default settings, beginning now. */
    public TopologyTestDriver(Topology topology) {
        this(topology, new Properties());
    }

    /** Beginning now. */
    public TopologyTestDriver(Topology topology, Properties config) {
        this(topology, config, null);
    }

    /** With default settings, beginning at {@code initialWallClockTime}. */
    public TopologyTestDriver(Topology topology, Instant initialWallClockTime) {
        this(topology, new Properties(), initialWallClockTime);
    }

    /**
     * Opens stores and initialises processors.
     *
     * @param config settings; application id and bootstrap servers may be left out
     * @param initialWallClockTime where the clock begins; null for now
     */
    public TopologyTestDriver(Topology topology, Properties config, @Nullable Instant initialWallClockTime) {
        Map<Object, Object> complete = new HashMap<>(config);
        complete.putIfAbsent(StreamsConfig.APPLICATION_ID_CONFIG, "topology-test-driver-" + UUID.randomUUID());
        complete.putIfAbsent(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:0");
        EMIT_INTERVALS.forEach(interval -> complete.putIfAbsent(interval, 0L));
        StreamsConfig streamsConfig = new StreamsConfig(complete, false);
        RuntimeSettings settings = RuntimeSettings.from(streamsConfig);
        TopologyPlan plan = topology.definition().plan(settings);
        declared = topology.definition().stores().keySet();
        time = new ManualTime(
                initialWallClockTime == null ? Instant.ofEpochMilli(System.currentTimeMillis()) : initialWallClockTime);
        stepper = new TaskStepper(plan, streamsConfig, settings, time);
    }

    /** Pipes into {@code topicName}; records get the clock's time at this moment unless they have their own. */
    public final <K, V> TestInputTopic<K, V> createInputTopic(
            String topicName, Serializer<K> keySerializer, Serializer<V> valueSerializer) {
        return createInputTopic(
                topicName, keySerializer, valueSerializer, Instant.ofEpochMilli(time.milliseconds()), Duration.ZERO);
    }

    /**
     * Pipes into {@code topicName}.
     *
     * @param startTimestamp time of the first record that has none of its own
     * @param autoAdvance how much later each such record is than the one before; not negative
     */
    public final <K, V> TestInputTopic<K, V> createInputTopic(
            String topicName,
            Serializer<K> keySerializer,
            Serializer<V> valueSerializer,
            Instant startTimestamp,
            Duration autoAdvance) {
        return new TestInputTopic<>(this, topicName, keySerializer, valueSerializer, startTimestamp, autoAdvance);
    }

    /** Reads {@code topicName}. */
    public final <K, V> TestOutputTopic<K, V> createOutputTopic(
            String topicName, Deserializer<K> keyDeserializer, Deserializer<V> valueDeserializer) {
        return new TestOutputTopic<>(this, topicName, keyDeserializer, valueDeserializer);
    }

    /** Topics the topology wrote to, internal ones too. */
    public final Set<String> producedTopicNames() {
        return Set.copyOf(stepper.topics().producedTopicNames());
    }

    /**
     * What was measured, under the names that Kafka Streams gives: so far the records that tasks dropped, and what
     * processors and stores recorded in sensors of their own. A view, for reading only.
     */
    public Map<MetricName, ? extends Metric> metrics() {
        return stepper.sensors().metrics();
    }

    /** Moves the clock and runs the wall-clock punctuations that are due then. */
    public void advanceWallClockTime(Duration advance) {
        time.advance(requireNonNull(advance, "advance cannot be null"));
        stepper.punctuate();
    }

    /** The stores of the topology, by name; null for one that no processor uses, as in Kafka Streams. */
    public Map<String, StateStore> getAllStateStores() {
        Map<String, StateStore> stores = new HashMap<>(stepper.stores());
        declared.forEach(name -> stores.putIfAbsent(name, null));
        return stores;
    }

    /**
     * The store called {@code name}, or null if there is none.
     *
     * @throws IllegalArgumentException if there is a getter for stores of its kind: {@link #getAllStateStores()} has
     *     those too
     */
    public @Nullable StateStore getStateStore(String name) {
        return store(name).ofNoKind(name);
    }

    private DrivenStore store(String name) {
        return new DrivenStore(stepper.store(name));
    }

    /**
     * The key-value store called {@code name}, its values without time stamps and headers; what is put gets the unknown
     * time -1 and no headers, which a changelog does not take. Null if there is none.
     */
    public <K, V> @Nullable KeyValueStore<K, V> getKeyValueStore(String name) {
        return store(name).keyValue();
    }

    /** The key-value store with time stamps called {@code name}, without headers; null if there is none. */
    public <K, V> @Nullable KeyValueStore<K, ValueAndTimestamp<V>> getTimestampedKeyValueStore(String name) {
        return store(name).timestampedKeyValue();
    }

    /** The key-value store with headers called {@code name}, or null if there is none. */
    public <K, V> @Nullable KeyValueStore<K, ValueTimestampHeaders<V>> getTimestampedKeyValueStoreWithHeaders(
            String name) {
        return store(name).headedKeyValue();
    }

    /** The versioned key-value store called {@code name}, or null if there is none. */
    public <K, V> @Nullable VersionedKeyValueStore<K, V> getVersionedKeyValueStore(String name) {
        return store(name).versioned();
    }

    /** The window store called {@code name}, shown as {@link #getKeyValueStore} shows others; null if there is none. */
    public <K, V> @Nullable WindowStore<K, V> getWindowStore(String name) {
        return store(name).windows();
    }

    /** The window store with time stamps called {@code name}, without headers; null if there is none. */
    public <K, V> @Nullable WindowStore<K, ValueAndTimestamp<V>> getTimestampedWindowStore(String name) {
        return store(name).timestampedWindows();
    }

    /** The window store with headers called {@code name}, or null if there is none. */
    public <K, V> @Nullable WindowStore<K, ValueTimestampHeaders<V>> getTimestampedWindowStoreWithHeaders(String name) {
        return store(name).headedWindows();
    }

    /** The session store called {@code name}, its aggregates without headers; null if there is none. */
    public <K, V> @Nullable SessionStore<K, V> getSessionStore(String name) {
        return store(name).sessions();
    }

    /** The session store with headers called {@code name}, or null if there is none. */
    public <K, V> @Nullable SessionStoreWithHeaders<K, V> getSessionStoreWithHeaders(String name) {
        return store(name).headedSessions();
    }

    /** Closes processors and stores and deletes local state. */
    @Override
    public void close() {
        stepper.close();
    }

    <K, V> void pipe(
            String topic,
            TestRecord<K, V> record,
            Serializer<K> keySerializer,
            Serializer<V> valueSerializer,
            Instant timestamp) {
        if (!stepper.reads().contains(topic)) {
            throw unknown(topic);
        }
        byte[] key = keySerializer.serialize(topic, record.headers(), record.key());
        byte[] value = valueSerializer.serialize(topic, record.headers(), record.value());
        stepper.pipe(stepper.topics().input(topic, key, value, record.headers(), timestamp.toEpochMilli()));
    }

    private RuntimeException unknown(String topic) {
        return stepper.reads()
                .nameLikePattern(topic)
                .<RuntimeException>map(name -> new TopologyException("a source reads topic " + name
                        + " by that very name, so that it does not read " + topic
                        + "; for all topics that match, give it a java.util.regex.Pattern"))
                .orElseGet(() -> new IllegalArgumentException("Unknown topic: " + topic));
    }

    @Nullable
    Queue<ProducerRecord<byte[], byte[]>> output(String topic) {
        return stepper.topics().output(topic);
    }
}
