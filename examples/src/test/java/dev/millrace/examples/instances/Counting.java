package dev.millrace.examples.instances;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import dev.millrace.streams.KafkaStreams;
import dev.millrace.streams.KeyValue;
import dev.millrace.streams.StoreQueryParameters;
import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.Topology;
import dev.millrace.streams.errors.InvalidStateStoreException;
import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.ProcessorSupplier;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.KeyValueBytesStoreSupplier;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.QueryableStoreTypes;
import dev.millrace.streams.state.ReadOnlyKeyValueStore;
import dev.millrace.streams.state.Stores;

/** Counts words, on the processor API: topic {@code words} into store {@code counts} and topic {@code out}. */
final class Counting {
    static final String APPLICATION = "counting";
    static final String STORE = "counts";
    static final String INPUT = "words";
    static final String OUTPUT = "out";
    static final String CHANGELOG = "counting-counts-changelog";

    private Counting() {}

    static KafkaStreams instance(Cluster cluster, Path stateDirectory, Map<String, ?> more) {
        return instance(cluster.bootstrapServers(), stateDirectory, more, Counter::new);
    }

    static KafkaStreams instance(
            String bootstrapServers,
            Path stateDirectory,
            Map<String, ?> more,
            ProcessorSupplier<String, String, String, Long> counter) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        settings.put(StreamsConfig.producerPrefix("linger.ms"), "0");
        settings.putAll(more);
        return new KafkaStreams(topology(Stores.persistentKeyValueStore(STORE), counter), settings);
    }

    /** {@code settings} with a group protocol. */
    static Map<String, Object> in(String protocol, Map<String, ?> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, protocol);
        return all;
    }

    static Topology topology(
            KeyValueBytesStoreSupplier store, ProcessorSupplier<String, String, String, Long> counter) {
        return new Topology()
                .addSource("source", new StringDeserializer(), new StringDeserializer(), INPUT)
                .addProcessor("count", counter, "source")
                .addStateStore(Stores.keyValueStoreBuilder(store, Serdes.String(), Serdes.Long()), "count")
                .addSink("sink", OUTPUT, new StringSerializer(), new LongSerializer(), "count");
    }

    /** What the store of {@code instance} holds; nothing while it cannot be read. */
    static Map<String, Long> counts(KafkaStreams instance) {
        return counts(
                instance,
                StoreQueryParameters.fromNameAndType(STORE, QueryableStoreTypes.<String, Long>keyValueStore()));
    }

    /** The same with what it has copies of. */
    static Map<String, Long> countsAndCopies(KafkaStreams instance) {
        return counts(
                instance,
                StoreQueryParameters.fromNameAndType(STORE, QueryableStoreTypes.<String, Long>keyValueStore())
                        .enableStaleStores());
    }

    private static Map<String, Long> counts(
            KafkaStreams instance, StoreQueryParameters<ReadOnlyKeyValueStore<String, Long>> asked) {
        Map<String, Long> counts = new HashMap<>();
        try {
            ReadOnlyKeyValueStore<String, Long> view = instance.store(asked);
            try (KeyValueIterator<String, Long> all = view.all()) {
                while (all.hasNext()) {
                    KeyValue<String, Long> entry = all.next();
                    counts.put(entry.key, entry.value);
                }
            }
        } catch (InvalidStateStoreException notNow) {
            counts.clear();
        }
        return counts;
    }

    /** Adds one to the count of each word. */
    static class Counter extends ContextualProcessor<String, String, String, Long> {
        private KeyValueStore<String, Long> counts;

        @Override
        public void init(ProcessorContext<String, Long> context) {
            super.init(context);
            counts = context.getStateStore(STORE);
        }

        @Override
        public void process(Record<String, String> record) {
            Long before = counts.get(record.key());
            long count = before == null ? 1 : before + 1;
            counts.put(record.key(), count);
            context().forward(record.withValue(count));
        }
    }
}
