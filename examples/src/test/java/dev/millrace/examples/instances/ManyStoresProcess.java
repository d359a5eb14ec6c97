package dev.millrace.examples.instances;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;

import dev.millrace.streams.KafkaStreams;
import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.Topology;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.kstream.internals.SessionWindow;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.SessionStore;
import dev.millrace.streams.state.StoreBuilder;
import dev.millrace.streams.state.Stores;
import dev.millrace.streams.state.VersionedKeyValueStore;
import dev.millrace.streams.state.WindowStore;

/**
 * An instance with many stores in a process of its own: puts each record into each store of its task, and says at the
 * end how much memory the process had at most.
 */
final class ManyStoresProcess {
    static final String INPUT = "filling";
    static final String PEAK = "peak resident bytes: ";

    private static final Duration RETENTION = Duration.ofHours(1);
    private static final Duration SIZE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private ManyStoresProcess() {}

    /** Arguments: bootstrap servers, state directory, stores of a task, records, bytes of the budget. */
    public static void main(String[] arguments) throws Exception {
        CountDownLatch records = new CountDownLatch(Integer.parseInt(arguments[3]));
        Properties settings = new Properties();
        settings.put(
                StreamsConfig.APPLICATION_ID_CONFIG,
                "many-" + Path.of(arguments[1]).getFileName());
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[0]);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, arguments[1]);
        settings.put(StreamsConfig.MEMORY_BUDGET_BYTES_CONFIG, arguments[4]);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 500);
        try (KafkaStreams instance = new KafkaStreams(topology(Integer.parseInt(arguments[2]), records), settings)) {
            instance.start();
            if (!records.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(records.getCount() + " records are missing");
            }
        }
        System.out.println(PEAK + peakResidentBytes());
        System.exit(0);
    }

    private static Topology topology(int stores, CountDownLatch records) {
        Topology topology = new Topology();
        topology.addSource("source", new StringDeserializer(), new StringDeserializer(), INPUT);
        topology.addProcessor("fill", () -> new Filling(stores, records), "source");
        for (int number = 0; number < stores; number++) {
            topology.addStateStore(store(number), "fill");
        }
        return topology;
    }

    private static StoreBuilder<?> store(int number) {
        String name = "store-" + number;
        return switch (number % 4) {
            case 0 ->
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.String());
            case 1 ->
                Stores.windowStoreBuilder(
                                Stores.persistentWindowStore(name, RETENTION, SIZE, false),
                                Serdes.String(),
                                Serdes.String())
                        .withLoggingDisabled();
            case 2 ->
                Stores.sessionStoreBuilder(
                                Stores.persistentSessionStore(name, RETENTION), Serdes.String(), Serdes.String())
                        .withLoggingDisabled();
            default ->
                Stores.versionedKeyValueStoreBuilder(
                                Stores.persistentVersionedKeyValueStore(name, RETENTION),
                                Serdes.String(),
                                Serdes.String())
                        .withLoggingDisabled();
        };
    }

    private static long peakResidentBytes() throws Exception {
        String line = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(status -> status.startsWith("VmHWM:"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
    }

    /** Puts, and reads another key. */
    private static final class Filling extends ContextualProcessor<String, String, Void, Void> {
        private final int count;
        private final CountDownLatch records;

        private Filling(int count, CountDownLatch records) {
            this.count = count;
            this.records = records;
        }

        @Override
        public void process(Record<String, String> record) {
            for (int number = 0; number < count; number++) {
                put(context().getStateStore("store-" + number), record);
            }
            records.countDown();
        }

        @SuppressWarnings("unchecked")
        private static void put(StateStore store, Record<String, String> record) {
            String value = record.value().repeat(100);
            if (store instanceof KeyValueStore) {
                ((KeyValueStore<String, String>) store).put(record.key(), value);
            } else if (store instanceof WindowStore) {
                ((WindowStore<String, String>) store).put(record.key(), value, record.timestamp());
            } else if (store instanceof SessionStore) {
                SessionWindow session = new SessionWindow(record.timestamp(), record.timestamp() + 1);
                ((SessionStore<String, String>) store).put(new Windowed<>(record.key(), session), value);
            } else {
                ((VersionedKeyValueStore<String, String>) store).put(record.key(), value, record.timestamp());
            }
        }
    }
}
