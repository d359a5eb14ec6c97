package dev.millrace.streams.kstream;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.Topology;
import dev.millrace.streams.TopologyConfig;
import dev.millrace.streams.TopologyTestDriver;
import dev.millrace.streams.state.BuiltInDslStoreSuppliers;
import dev.millrace.streams.state.BuiltInDslStoreSuppliers.RocksDBDslStoreSuppliers;
import dev.millrace.streams.state.DslKeyValueParams;
import dev.millrace.streams.state.DslStoreSuppliers;
import dev.millrace.streams.state.KeyValueBytesStoreSupplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** KIP-954: the configuration chooses the kind of the DSL's stores. */
class ConfiguredStoresTest {
    private static final String KIND = "default.dsl.store";
    private static final String SUPPLIERS = StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG;

    @TempDir
    private Path directory;

    @Test
    void areOnDiskByDefault() {
        assertThat(persistent(Map.of())).isTrue();
        assertThat(persistent(Map.of(KIND, "rocksDB"))).isTrue();
        assertThat(StreamsConfig.configDef().defaultValues())
                .containsEntry(SUPPLIERS, RocksDBDslStoreSuppliers.class)
                .containsEntry(KIND, "rocksDB");
    }

    @Test
    void areInTheHeapIfTheDeprecatedSettingSaysSo() {
        assertThat(persistent(Map.of(KIND, "in_memory"))).isFalse();
    }

    @Test
    void areWhatTheSuppliersMakeIfBothSettingsAreGiven() {
        assertThat(persistent(Map.of(KIND, "in_memory", SUPPLIERS, RocksDBDslStoreSuppliers.class)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"IN_MEMORY", "ROCKS_DB", "disk"})
    void areOfAKindThatIsKnown(String kind) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> persistent(Map.of(KIND, kind)))
                .withMessageContaining(KIND)
                .withMessageContaining(kind);
    }

    @Test
    void areWithoutHeadersHoweverTheDefaultFormatIsSpelt() {
        assertThat(persistent(Map.of(StreamsConfig.DSL_STORE_FORMAT_CONFIG, "default")))
                .isTrue();
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> persistent(Map.of(StreamsConfig.DSL_STORE_FORMAT_CONFIG, "PLAIN")))
                .withMessageContaining("case insensitive");
    }

    @Test
    void areMadeBySuppliersOfTheProgramIfItNamesThem() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> start(program(Map.of(SUPPLIERS, Unwilling.class), null)))
                .withMessage("asked for KSTREAM-AGGREGATE-STATE-STORE-0000000001");
        assertThatCode(() -> start(program(Map.of(SUPPLIERS, Unwilling.class), Materialized.StoreType.IN_MEMORY)))
                .doesNotThrowAnyException();
    }

    private Topology program(Map<String, Object> settings, DslStoreSuppliers ofStore) {
        TopologyConfig config = new TopologyConfig(new StreamsConfig(config(settings)));
        StreamsBuilder builder = new StreamsBuilder(config);
        KGroupedStream<String, String> grouped = builder.stream("in", Consumed.with(Serdes.String(), Serdes.String()))
                .groupByKey();
        KTable<String, Long> counts = ofStore == null ? grouped.count() : grouped.count(Materialized.as(ofStore));
        counts.toStream().foreach((key, value) -> {});
        return builder.build();
    }

    private void start(Topology topology) {
        new TopologyTestDriver(topology, config(Map.of())).close();
    }

    private Properties config(Map<String, Object> choice) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        config.putAll(choice);
        return config;
    }

    /** Says which store it was asked for. */
    public static class Unwilling extends BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers
            implements DslStoreSuppliers {
        @Override
        public KeyValueBytesStoreSupplier keyValueStore(DslKeyValueParams params) {
            throw new UnsupportedOperationException("asked for " + params.name());
        }
    }

    private boolean persistent(Map<String, Object> choice) {
        Properties config = config(choice);
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("in", Consumed.with(Serdes.String(), Serdes.String()))
                .groupByKey()
                .count(Materialized.as("counts"));
        try (TopologyTestDriver driver = new TopologyTestDriver(builder.build(), config)) {
            return driver.getTimestampedKeyValueStore("counts").persistent();
        }
    }
}
