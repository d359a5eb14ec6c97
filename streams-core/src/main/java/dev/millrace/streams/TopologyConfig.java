package dev.millrace.streams;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.errors.DeserializationExceptionHandler;
import dev.millrace.streams.errors.ProcessingExceptionHandler;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.processor.TimestampExtractor;
import dev.millrace.streams.processor.api.ProcessorWrapper;
import dev.millrace.streams.state.DslStoreSuppliers;

/**
 * What a topology takes from the application's configuration, and what it has of its own: the kind of its stores
 * (KIP-954). A {@link StreamsBuilder} refuses one whose other settings differ from the application's. <i>Immutable.</i>
 */
@SuppressWarnings("deprecation")
public final class TopologyConfig extends AbstractConfig {
    private static final String STORE_TYPE = "default.dsl.store";
    private static final String FORMER_CACHE = "cache.max.bytes.buffering";
    private static final String FORMER_HANDLER = "default.deserialization.exception.handler";
    private static final String ROCKS_DB = "rocksDB";
    private static final String IN_MEMORY = "in_memory";
    private static final Set<String> OF_STORES = Set.of(
            STORE_TYPE, StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG, StreamsConfig.PROCESSOR_WRAPPER_CLASS_CONFIG);
    private static final ConfigDef DEFINITION = define();

    /** The configuration of the application. */
    public final StreamsConfig applicationConfigs;

    /** Name of the topology; null if it is the only one. */
    public final @Nullable String topologyName;

    /** Whether records are processed exactly once. */
    public final boolean eosEnabled;

    /** What was given for this topology; without a name, what the application was given. */
    public final Properties topologyOverrides;

    /** How many records of a partition a task holds before it reads no more of it. */
    public final int maxBufferedSize;

    /** Bytes of updates that may wait for a commit. */
    public final long cacheSize;

    /** How long a task waits for records of all its partitions, milliseconds. */
    public final long maxTaskIdleMs;

    /** How long a task that fails for lack of an answer is tried again, milliseconds. */
    public final long taskTimeoutMs;

    /** {@code rocksDB} or {@code in_memory}. */
    public final String storeType;

    /** What makes stores for which the program names no kind. */
    public final Class<?> dslStoreSuppliers;

    /** Makes the extractor for sources without their own. */
    public final Supplier<TimestampExtractor> timestampExtractorSupplier;

    /** Makes the handler of records that cannot be read. */
    public final Supplier<DeserializationExceptionHandler> deserializationExceptionHandlerSupplier;

    /** Makes the handler of records that cannot be processed. */
    public final Supplier<ProcessingExceptionHandler> processingExceptionHandlerSupplier;

    /** Whether stores and internal topics with generated names are refused (KIP-1111). */
    public final boolean ensureExplicitInternalResourceNaming;

    /** What the only topology takes from the application's configuration. */
    public TopologyConfig(StreamsConfig configs) {
        this(null, configs, given(configs));
    }

    /**
     * The same, with settings of the topology's own.
     *
     * @throws ConfigException if one of {@code topologyOverrides} is not allowed
     */
    public TopologyConfig(@Nullable String topologyName, StreamsConfig globalAppConfigs, Properties topologyOverrides) {
        super(DEFINITION, topologyOverrides, false);
        this.applicationConfigs = globalAppConfigs;
        this.topologyName = topologyName;
        this.topologyOverrides = topologyOverrides;
        eosEnabled = globalAppConfigs
                .getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG)
                .equals(StreamsConfig.EXACTLY_ONCE_V2);
        maxBufferedSize = from(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG)
                .getInt(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG);
        cacheSize = cacheBytes();
        maxTaskIdleMs = from(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG).getLong(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG);
        taskTimeoutMs = from(StreamsConfig.TASK_TIMEOUT_MS_CONFIG).getLong(StreamsConfig.TASK_TIMEOUT_MS_CONFIG);
        storeType = isOwn(STORE_TYPE)
                ? getString(STORE_TYPE)
                : String.valueOf(globalAppConfigs.originals().getOrDefault(STORE_TYPE, ROCKS_DB));
        dslStoreSuppliers = from(StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG)
                .getClass(StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG);
        timestampExtractorSupplier = () -> from(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG)
                .getConfiguredInstance(
                        StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, TimestampExtractor.class);
        deserializationExceptionHandlerSupplier = this::deserializationHandler;
        processingExceptionHandlerSupplier = globalAppConfigs::processingExceptionHandler;
        ensureExplicitInternalResourceNaming =
                globalAppConfigs.getBoolean(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG);
    }

    private long cacheBytes() {
        String key = StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG;
        if (isOwn(FORMER_CACHE) && !isOwn(key)) {
            return getLong(FORMER_CACHE);
        }
        return isOwn(key) ? getLong(key) : applicationConfigs.cacheMaxBytes();
    }

    private static ConfigDef define() {
        ConfigDef all = StreamsConfig.configDef();
        ConfigDef definition = new ConfigDef();
        for (String key : List.of(
                StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG,
                StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG,
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG,
                StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG,
                StreamsConfig.MAX_TASK_IDLE_MS_CONFIG,
                StreamsConfig.PROCESSOR_WRAPPER_CLASS_CONFIG,
                StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
                StreamsConfig.TASK_TIMEOUT_MS_CONFIG)) {
            definition.define(all.configKeys().get(key));
        }
        return definition
                .define(FORMER_CACHE, Type.LONG, 0L, Importance.LOW, "Former name of statestore.cache.max.bytes.")
                .define(FORMER_HANDLER, Type.CLASS, null, Importance.LOW, "Former name of the handler's key.")
                .define(
                        STORE_TYPE,
                        Type.STRING,
                        ROCKS_DB,
                        ConfigDef.ValidString.in(ROCKS_DB, IN_MEMORY),
                        Importance.LOW,
                        "Former choice of the kind of stores: " + ROCKS_DB + " or " + IN_MEMORY + ".");
    }

    private static Properties given(StreamsConfig configs) {
        Properties given = new Properties();
        given.putAll(configs.originals());
        return given;
    }

    private boolean isOwn(String key) {
        return topologyOverrides.containsKey(key);
    }

    /** Where a setting is read from. */
    private AbstractConfig from(String key) {
        return isOwn(key) ? this : applicationConfigs;
    }

    private DeserializationExceptionHandler deserializationHandler() {
        String key = StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG;
        if (isOwn(FORMER_HANDLER) && !isOwn(key)) {
            return getConfiguredInstance(FORMER_HANDLER, DeserializationExceptionHandler.class);
        }
        return isOwn(key)
                ? getConfiguredInstance(key, DeserializationExceptionHandler.class)
                : applicationConfigs.deserializationExceptionHandler();
    }

    /**
     * Puts something around processors; null if nothing does.
     *
     * @throws ConfigException if its class is no wrapper
     */
    @Nullable
    ProcessorWrapper processorWrapper() {
        String key = StreamsConfig.PROCESSOR_WRAPPER_CLASS_CONFIG;
        try {
            return from(key).getConfiguredInstance(key, ProcessorWrapper.class);
        } catch (KafkaException unfit) {
            throw new ConfigException(
                    key,
                    from(key).getClass(key),
                    "not a " + ProcessorWrapper.class.getName() + ": " + unfit.getMessage());
        }
    }

    /** {@link InternalConfig#ENABLE_PROCESS_PROCESSVALUE_FIX}. */
    boolean ownProcessorsChangeRecords() {
        return InternalConfig.getBoolean(originals(), InternalConfig.ENABLE_PROCESS_PROCESSVALUE_FIX, false);
    }

    /** Whether the topology has a name. */
    public boolean isNamedTopology() {
        return topologyName != null;
    }

    /**
     * The kind of stores that {@link #storeType} names.
     *
     * @deprecated since 3.7: {@link #resolveDslStoreSuppliers()} knows kinds of the program's own as well
     */
    @Deprecated
    public Materialized.StoreType parseStoreType() {
        return storeType.equals(IN_MEMORY) ? Materialized.StoreType.IN_MEMORY : Materialized.StoreType.ROCKS_DB;
    }

    /** What makes stores for which the program names no kind; empty if nothing was configured. */
    public Optional<DslStoreSuppliers> resolveDslStoreSuppliers() {
        String key = StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG;
        if (isOwn(key) || applicationConfigs.originals().containsKey(key)) {
            return Optional.of(from(key).getConfiguredInstance(key, DslStoreSuppliers.class));
        }
        return isOwn(STORE_TYPE) || applicationConfigs.originals().containsKey(STORE_TYPE)
                ? Optional.of(parseStoreType())
                : Optional.empty();
    }

    /** The settings of tasks, with handlers made anew. */
    public TaskConfig getTaskConfig() {
        return new TaskConfig(this);
    }

    /**
     * Refuses what a builder could not do.
     *
     * @return this
     * @throws ConfigException naming the setting
     */
    TopologyConfig requireOwnSettingsOfStoresOnly() {
        if (!isNamedTopology()) {
            return this;
        }
        topologyOverrides.forEach((key, value) -> {
            if (values().containsKey(key) && !OF_STORES.contains(key)) {
                throw new ConfigException(
                        (String) key, value, "set it for the application: a topology has no value of its own yet");
            }
        });
        return this;
    }

    /** Settings of tasks. <i>Immutable.</i> */
    public static class TaskConfig {
        /** {@link TopologyConfig#maxTaskIdleMs}. */
        public final long maxTaskIdleMs;

        /** {@link TopologyConfig#taskTimeoutMs}. */
        public final long taskTimeoutMs;

        /** {@link TopologyConfig#maxBufferedSize}. */
        public final int maxBufferedSize;

        /** For sources without an extractor of their own. */
        public final TimestampExtractor timestampExtractor;

        /** Decides about records that cannot be read. */
        public final DeserializationExceptionHandler deserializationExceptionHandler;

        /** Decides about records that cannot be processed. */
        public final ProcessingExceptionHandler processingExceptionHandler;

        /** {@link TopologyConfig#eosEnabled}. */
        public final boolean eosEnabled;

        private TaskConfig(TopologyConfig topology) {
            maxTaskIdleMs = topology.maxTaskIdleMs;
            taskTimeoutMs = topology.taskTimeoutMs;
            maxBufferedSize = topology.maxBufferedSize;
            timestampExtractor = topology.timestampExtractorSupplier.get();
            deserializationExceptionHandler = topology.deserializationExceptionHandlerSupplier.get();
            processingExceptionHandler = topology.processingExceptionHandlerSupplier.get();
            eosEnabled = topology.eosEnabled;
        }
    }

    /** Keys that are no public settings. */
    public static class InternalConfig {
        /**
         * Whether {@code process} and {@code processValues} count as steps that change records when repartitionings
         * are merged: false by default, so that topics of programs written for Kafka Streams before 4.2 stay.
         */
        public static final String ENABLE_PROCESS_PROCESSVALUE_FIX = "__enable.process.processValue.fix__";

        /** Nothing to set up. */
        public InternalConfig() {}

        /** The setting {@code key}, a boolean or its text; {@code defaultValue} if it is neither. */
        public static boolean getBoolean(Map<String, Object> configs, String key, boolean defaultValue) {
            Object value = configs.get(key);
            if (value instanceof Boolean given) {
                return given;
            }
            return value instanceof String text ? Boolean.parseBoolean(text) : defaultValue;
        }
    }
}
