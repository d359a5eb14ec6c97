package dev.millrace.streams.state;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.internals.Change;
import org.apache.kafka.streams.processor.StateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.StateRestoreCallbackAdapter;
import org.apache.kafka.streams.state.AggregationWithHeaders;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.apache.kafka.streams.state.ValueTimestampHeaders;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.apache.kafka.streams.state.internals.RecordConverter;
import org.apache.kafka.streams.state.internals.RecordConverters;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/** A task of Kafka Streams with one store: what ours are compared with. Commits after each record. */
final class KafkaTask<S extends StateStore> implements AutoCloseable {
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, String> input;
    private final TestOutputTopic<byte[], byte[]> changelog;
    private final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
    private final List<String> handedOn = new ArrayList<>();
    private Consumer<S> next = store -> {};
    private @Nullable ProcessorContext<Void, Void> context;

    KafkaTask(Path stateDir, long cacheBytes, StoreBuilder<S> builder) {
        this(stateDir, cacheBytes, Map.of(), builder);
    }

    KafkaTask(Path stateDir, long cacheBytes, Map<String, Object> configs, StoreBuilder<S> builder) {
        Topology topology = new Topology();
        topology.addSource("source", new StringDeserializer(), new StringDeserializer(), "input");
        topology.addProcessor("processor", Runner::new, "source");
        topology.addStateStore(builder, "processor");
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, cacheBytes);
        settings.putAll(configs);
        driver = new TopologyTestDriver(topology, settings);
        input = driver.createInputTopic("input", new StringSerializer(), new StringSerializer());
        changelog = driver.createOutputTopic(
                "app-" + FakeTask.STORE + "-changelog", new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private final class Runner implements Processor<String, String, Void, Void> {
        private S store;

        @Override
        @SuppressWarnings("unchecked")
        public void init(ProcessorContext<Void, Void> context) {
            KafkaTask.this.context = context;
            store = context.getStateStore(FakeTask.STORE);
            ((CachedStateStore<Object, Object>) store).setFlushListener(KafkaTask.this::handedOn, true);
        }

        @Override
        public void process(Record<String, String> record) {
            next.accept(store);
        }
    }

    private void handedOn(Record<Object, Change<Object>> record) {
        Change<Object> change = record.value();
        handedOn.add(record.key() + ": " + withoutTime(change.oldValue) + "->" + withoutTime(change.newValue));
    }

    private static @Nullable Object withoutTime(@Nullable Object value) {
        if (value instanceof ValueTimestampHeaders<?> headed) {
            return headed.value();
        }
        if (value instanceof AggregationWithHeaders<?> headed) {
            return headed.aggregation();
        }
        return value instanceof ValueAndTimestamp<?> stamped ? stamped.value() : value;
    }

    /** Works on the store while a record of that time is processed, then commits. */
    void run(long timestamp, Consumer<S> work) {
        next = work;
        input.pipeInput("k", "v", timestamp);
        for (TestRecord<byte[], byte[]> record : changelog.readRecordsToList()) {
            log.add(new ConsumerRecord<>(
                    FakeTask.CHANGELOG.topic(),
                    0,
                    log.size(),
                    record.timestamp(),
                    TimestampType.CREATE_TIME,
                    -1,
                    -1,
                    record.key(),
                    record.value(),
                    record.headers(),
                    java.util.Optional.empty()));
        }
    }

    /** Hands a store what its changelog would, and reads it then. */
    static <S extends StateStore> void restoreAndRead(
            Path stateDir, StoreBuilder<S> builder, List<ConsumerRecord<byte[], byte[]>> records, Consumer<S> reading) {
        restoreAndRead(stateDir, Map.of(), builder, records, reading);
    }

    static <S extends StateStore> void restoreAndRead(
            Path stateDir,
            Map<String, Object> configs,
            StoreBuilder<S> builder,
            List<ConsumerRecord<byte[], byte[]>> records,
            Consumer<S> reading) {
        S restored = builder.withLoggingDisabled().build();
        var host = Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(FakeTask.STORE), Serdes.String(), Serdes.String());
        try (KafkaTask<?> task = new KafkaTask<>(stateDir, 0, configs, host.withLoggingDisabled())) {
            task.run(0, store -> {
                List<StateRestoreCallback> callbacks = new ArrayList<>();
                StateStoreContext context = task.takingCallbacks(callbacks);
                assertThat(context.stateDir()).satisfies(dir -> assertThat(dir.exists() || dir.mkdirs())
                        .isTrue());
                restored.init(context, restored);
                RecordConverter converter = converter(restored);
                StateRestoreCallbackAdapter.adapt(callbacks.get(0))
                        .restoreBatch(records.stream().map(converter::convert).toList());
                reading.accept(restored);
                restored.close();
            });
        }
    }

    private static RecordConverter converter(StateStore store) {
        if (WrappedStateStore.isHeadersAware(store)) {
            return store instanceof org.apache.kafka.streams.state.SessionStore<?, ?>
                    ? RecordConverters.rawValueToSessionHeadersValue()
                    : RecordConverters.rawValueToHeadersValue();
        }
        return WrappedStateStore.isTimestamped(store) && !WrappedStateStore.isVersioned(store)
                ? RecordConverters.rawValueToTimestampedValue()
                : RecordConverters.identity();
    }

    private StateStoreContext takingCallbacks(List<StateRestoreCallback> callbacks) {
        return (StateStoreContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {InternalProcessorContext.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("register")) {
                        callbacks.add((StateRestoreCallback) arguments[1]);
                        return null;
                    }
                    try {
                        return method.invoke(context, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** What was logged, in order. */
    List<ConsumerRecord<byte[], byte[]>> log() {
        return log;
    }

    /** What was handed downstream, in order. */
    List<String> handedOn() {
        return handedOn;
    }

    /** Changelog records to compare. */
    static List<String> readable(List<ConsumerRecord<byte[], byte[]>> log) {
        HexFormat hex = HexFormat.of();
        return log.stream()
                .map(record -> hex.formatHex(record.key()) + "="
                        + (record.value() == null ? "null" : hex.formatHex(record.value())) + "@" + record.timestamp()
                        + (record.headers().toArray().length == 0 ? "" : record.headers()))
                .toList();
    }

    @Override
    public void close() {
        driver.close();
    }
}
