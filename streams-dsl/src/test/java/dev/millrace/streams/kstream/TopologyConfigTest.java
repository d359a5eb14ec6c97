package dev.millrace.streams.kstream;

import java.util.Properties;

import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.TopologyConfig;
import dev.millrace.streams.errors.LogAndContinueExceptionHandler;
import dev.millrace.streams.errors.LogAndFailProcessingExceptionHandler;
import dev.millrace.streams.errors.TopologyException;
import dev.millrace.streams.processor.WallclockTimestampExtractor;
import dev.millrace.streams.state.BuiltInDslStoreSuppliers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TopologyConfigTest {
    private static final String SUPPLIERS = "dsl.store.suppliers.class";

    private final Properties application = new Properties();
    private final Properties own = new Properties();

    TopologyConfigTest() {
        application.put("application.id", "app");
        application.put("bootstrap.servers", "localhost:9092");
        application.put("max.task.idle.ms", 7L);
        application.put("buffered.records.per.partition", 55);
    }

    @Test
    void takesSettingsOfApplication() {
        TopologyConfig config = unnamed();

        assertThat(config.isNamedTopology()).isFalse();
        assertThat(config.maxTaskIdleMs).isEqualTo(7);
        assertThat(config.maxBufferedSize).isEqualTo(55);
        assertThat(config.eosEnabled).isFalse();
        assertThat(config.storeType).isEqualTo("rocksDB");
        assertThat(config.dslStoreSuppliers).isEqualTo(BuiltInDslStoreSuppliers.RocksDBDslStoreSuppliers.class);
        assertThat(config.resolveDslStoreSuppliers()).isEmpty();
        assertThat(config.topologyOverrides).isEqualTo(application);
    }

    @Test
    void prefersSettingsOfTopology() {
        own.put("max.task.idle.ms", "8");
        own.put("cache.max.bytes.buffering", 300L);
        own.put("default.timestamp.extractor", WallclockTimestampExtractor.class);
        own.put("default.deserialization.exception.handler", LogAndContinueExceptionHandler.class);
        TopologyConfig config = named();
        TopologyConfig.TaskConfig tasks = config.getTaskConfig();

        assertThat(config.isNamedTopology()).isTrue();
        assertThat(config.cacheSize).isEqualTo(300);
        assertThat(tasks.maxTaskIdleMs).isEqualTo(8);
        assertThat(tasks.maxBufferedSize).isEqualTo(55);
        assertThat(tasks.timestampExtractor).isInstanceOf(WallclockTimestampExtractor.class);
        assertThat(tasks.deserializationExceptionHandler).isInstanceOf(LogAndContinueExceptionHandler.class);
        assertThat(tasks.processingExceptionHandler).isInstanceOf(LogAndFailProcessingExceptionHandler.class);
    }

    @Test
    @SuppressWarnings("deprecation")
    void knowsFormerChoiceOfStores() {
        own.put("default.dsl.store", "in_memory");

        assertThat(named().parseStoreType()).isEqualTo(Materialized.StoreType.IN_MEMORY);
        assertThat(named().resolveDslStoreSuppliers()).contains(Materialized.StoreType.IN_MEMORY);
    }

    @Test
    void cannotGiveOtherSettingsToOneTopologyYet() {
        own.put("max.task.idle.ms", 8L);
        TopologyConfig config = named();

        assertThatThrownBy(() -> new StreamsBuilder(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("max.task.idle.ms");
    }

    @Test
    void canDemandNames() {
        application.put("ensure.explicit.internal.resource.naming", true);
        StreamsBuilder builder = new StreamsBuilder(unnamed());
        builder.<String, String>stream("in").groupByKey().count();

        assertThatThrownBy(builder::build)
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("KSTREAM-AGGREGATE-STATE-STORE-0000000001");
    }

    private TopologyConfig unnamed() {
        return new TopologyConfig(new StreamsConfig(application));
    }

    private TopologyConfig named() {
        return new TopologyConfig("named", new StreamsConfig(application), own);
    }
}
