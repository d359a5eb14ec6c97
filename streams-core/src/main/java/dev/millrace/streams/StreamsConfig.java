package dev.millrace.streams;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * Settings of an application, under the names and with the defaults of Kafka Streams 4.3. Settings of clients may be
 * given under their own names, or for one kind of client under its prefix, such as {@code main.consumer.}.
 * <i>Immutable.</i>
 */
public class StreamsConfig extends ConfiguredParts {
    /** Records an instance may lack to count as caught up. */
    public static final String ACCEPTABLE_RECOVERY_LAG_CONFIG = "acceptable.recovery.lag";

    /** Whether the group of the process may write its state directory. */
    public static final String ALLOW_OS_GROUP_WRITE_ACCESS_CONFIG = "allow.os.group.write.access";

    /** Name of the application: its consumer group, the prefix of its internal topics and its state directory. */
    public static final String APPLICATION_ID_CONFIG = "application.id";

    /** Address host:port at which this instance answers queries of others. */
    public static final String APPLICATION_SERVER_CONFIG = "application.server";

    /** The value {@code at_least_once}. */
    public static final String AT_LEAST_ONCE = "at_least_once";

    /** Addresses host:port of brokers to start from. */
    public static final String BOOTSTRAP_SERVERS_CONFIG = "bootstrap.servers";

    /** Records held for a partition before it is paused. */
    public static final String BUFFERED_RECORDS_PER_PARTITION_CONFIG = "buffered.records.per.partition";

    /** Version of the metric names. */
    public static final String BUILT_IN_METRICS_VERSION_CONFIG = "built.in.metrics.version";

    /** Prefix of the names of threads and clients; made from the application and a random id if empty. */
    public static final String CLIENT_ID_CONFIG = "client.id";

    /** Milliseconds between commits. */
    public static final String COMMIT_INTERVAL_MS_CONFIG = "commit.interval.ms";

    /** After how long clients close an idle connection. */
    public static final String CONNECTIONS_MAX_IDLE_MS_CONFIG = "connections.max.idle.ms";

    /** Makes the clients; those of kafka-clients if null. */
    public static final String DEFAULT_CLIENT_SUPPLIER_CONFIG = "default.client.supplier";

    /** The default of {@link #DEFAULT_DSL_STORE_CONFIG}. */
    @Deprecated
    public static final String DEFAULT_DSL_STORE = "rocksDB";

    /**
     * Kind of the DSL's stores, {@code rocksDB} or {@code in_memory}, of no effect where {@link
     * #DSL_STORE_SUPPLIERS_CLASS_CONFIG} is given, which took its place (KIP-954). Kafka Streams 4.3 heeds it only in a
     * {@code TopologyConfig} that the builder is made with; here it holds for the application.
     */
    @Deprecated
    public static final String DEFAULT_DSL_STORE_CONFIG = "default.dsl.store";

    /** Says what {@link #DEFAULT_DSL_STORE_CONFIG} is for. */
    @Deprecated
    public static final String DEFAULT_DSL_STORE_DOC = "The default state store type used by DSL operators.";

    /** Serde for keys where the program names none. */
    public static final String DEFAULT_KEY_SERDE_CLASS_CONFIG = "default.key.serde";

    /** Decides the event time of records where the program names nothing else. */
    public static final String DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG = "default.timestamp.extractor";

    /** Serde for values where the program names none. */
    public static final String DEFAULT_VALUE_SERDE_CLASS_CONFIG = "default.value.serde";

    /** Decides about records that cannot be deserialised. */
    public static final String DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG = "deserialization.exception.handler";

    /** Whether DSL stores keep record headers. */
    public static final String DSL_STORE_FORMAT_CONFIG = "dsl.store.format";

    /** The value {@code DEFAULT}. */
    public static final String DSL_STORE_FORMAT_DEFAULT = "DEFAULT";

    /** The value {@code HEADERS}. */
    public static final String DSL_STORE_FORMAT_HEADERS = "HEADERS";

    /** Class of {@code state.DslStoreSuppliers} that makes the DSL's stores where the program chooses none. */
    public static final String DSL_STORE_SUPPLIERS_CLASS_CONFIG = "dsl.store.suppliers.class";

    /** Whether clients send their metrics to brokers that ask for them. */
    public static final String ENABLE_METRICS_PUSH_CONFIG = "enable.metrics.push";

    /** Whether internal topics and stores with generated names are refused. */
    public static final String ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG =
            "ensure.explicit.internal.resource.naming";

    /** Existing topic to which the handlers that come with this library write records that failed; null for none. */
    public static final String ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG = "errors.dead.letter.queue.topic.name";

    /** The value {@code exactly_once_v2}. */
    public static final String EXACTLY_ONCE_V2 = "exactly_once_v2";

    /** How instances share work. */
    public static final String GROUP_PROTOCOL_CONFIG = "group.protocol";

    /** Milliseconds between progress lines in the log. */
    public static final String LOG_SUMMARY_INTERVAL_MS_CONFIG = "log.summary.interval.ms";

    /**
     * How long a task waits for an empty input partition before it goes on with the others; 0 waits only for what
     * the broker already has, -1 not at all.
     */
    public static final String MAX_TASK_IDLE_MS_CONFIG = "max.task.idle.ms";

    /** The value {@code -1}. */
    public static final long MAX_TASK_IDLE_MS_DISABLED = -1L;

    /** Stores that may be copied at the same time ahead of a move. */
    public static final String MAX_WARMUP_REPLICAS_CONFIG = "max.warmup.replicas";

    /** The value {@code merge.repartition.topics}. */
    public static final String MERGE_REPARTITION_TOPICS = "merge.repartition.topics";

    /** After how long clients ask for topics and brokers anew. */
    public static final String METADATA_MAX_AGE_CONFIG = "metadata.max.age.ms";

    /** The value {@code latest}. */
    public static final String METRICS_LATEST = "latest";

    /** Samples kept for a metric. */
    public static final String METRICS_NUM_SAMPLES_CONFIG = "metrics.num.samples";

    /** Detail of metrics. */
    public static final String METRICS_RECORDING_LEVEL_CONFIG = "metrics.recording.level";

    /** Milliseconds a metric sample covers. */
    public static final String METRICS_SAMPLE_WINDOW_MS_CONFIG = "metrics.sample.window.ms";

    /** Where clients report their metrics. */
    public static final String METRIC_REPORTER_CLASSES_CONFIG = "metric.reporters";

    /** The value {@code none}. */
    public static final String NO_OPTIMIZATION = "none";

    /** Copies of each store kept up to date on other instances. */
    public static final String NUM_STANDBY_REPLICAS_CONFIG = "num.standby.replicas";

    /** Stream threads of the instance. */
    public static final String NUM_STREAM_THREADS_CONFIG = "num.stream.threads";

    /** The value {@code all}. */
    public static final String OPTIMIZE = "all";

    /** How long a thread waits for records when it has none. */
    public static final String POLL_MS_CONFIG = "poll.ms";

    /** Milliseconds between checks whether a copy caught up. */
    public static final String PROBING_REBALANCE_INTERVAL_MS_CONFIG = "probing.rebalance.interval.ms";

    /** Decides about records on which a processor fails. */
    public static final String PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG = "processing.exception.handler";

    /** Whether the processing exception handler also hears of global stores. */
    public static final String PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG =
            "processing.exception.handler.global.enabled";

    /** What a crash may do: at_least_once may repeat records. */
    public static final String PROCESSING_GUARANTEE_CONFIG = "processing.guarantee";

    /** Wraps every processor. */
    public static final String PROCESSOR_WRAPPER_CLASS_CONFIG = "processor.wrapper.class";

    /** Decides about records that cannot be written. */
    public static final String PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG = "production.exception.handler";

    /** Weight of moving a task when racks matter. */
    public static final String RACK_AWARE_ASSIGNMENT_NON_OVERLAP_COST_CONFIG = "rack.aware.assignment.non_overlap_cost";

    /** The value {@code balance_subtopology}. */
    public static final String RACK_AWARE_ASSIGNMENT_STRATEGY_BALANCE_SUBTOPOLOGY = "balance_subtopology";

    /** Whether tasks are placed near the racks of their partitions. */
    public static final String RACK_AWARE_ASSIGNMENT_STRATEGY_CONFIG = "rack.aware.assignment.strategy";

    /** The value {@code min_traffic}. */
    public static final String RACK_AWARE_ASSIGNMENT_STRATEGY_MIN_TRAFFIC = "min_traffic";

    /** The value {@code none}. */
    public static final String RACK_AWARE_ASSIGNMENT_STRATEGY_NONE = "none";

    /** Client tags over which standby copies are spread. */
    public static final String RACK_AWARE_ASSIGNMENT_TAGS_CONFIG = "rack.aware.assignment.tags";

    /** Weight of traffic between racks. */
    public static final String RACK_AWARE_ASSIGNMENT_TRAFFIC_COST_CONFIG = "rack.aware.assignment.traffic_cost";

    /** Bytes of the sockets' receive buffers; -1 leaves it to the system. */
    public static final String RECEIVE_BUFFER_CONFIG = "receive.buffer.bytes";

    /** Longest wait before connecting again. */
    public static final String RECONNECT_BACKOFF_MAX_MS_CONFIG = "reconnect.backoff.max.ms";

    /** First wait before connecting again. */
    public static final String RECONNECT_BACKOFF_MS_CONFIG = "reconnect.backoff.ms";

    /** Milliseconds between deletions of records that were read from repartition topics. */
    public static final String REPARTITION_PURGE_INTERVAL_MS_CONFIG = "repartition.purge.interval.ms";

    /** Replicas of internal topics; -1 leaves it to the broker. */
    public static final String REPLICATION_FACTOR_CONFIG = "replication.factor";

    /** How long clients wait for an answer. */
    public static final String REQUEST_TIMEOUT_MS_CONFIG = "request.timeout.ms";

    /** Wait before a failed request is repeated. */
    public static final String RETRY_BACKOFF_MS_CONFIG = "retry.backoff.ms";

    /** The value {@code reuse.ktable.source.topics}. */
    public static final String REUSE_KTABLE_SOURCE_TOPICS = "reuse.ktable.source.topics";

    /** A value of {@link #DEFAULT_DSL_STORE_CONFIG}: stores on disk. */
    @Deprecated
    public static final String ROCKS_DB = "rocksDB";

    /** The other value of {@link #DEFAULT_DSL_STORE_CONFIG}: stores in the heap. */
    @Deprecated
    public static final String IN_MEMORY = "in_memory";

    /** Changes the options of RocksDB. */
    public static final String ROCKSDB_CONFIG_SETTER_CLASS_CONFIG = "rocksdb.config.setter";

    /** How clients connect: PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL. */
    public static final String SECURITY_PROTOCOL_CONFIG = "security.protocol";

    /** Bytes of the sockets' send buffers; -1 leaves it to the system. */
    public static final String SEND_BUFFER_CONFIG = "send.buffer.bytes";

    /** The value {@code single.store.self.join}. */
    public static final String SINGLE_STORE_SELF_JOIN = "single.store.self.join";

    /**
     * Bytes that all stores of the instance may take together, besides {@link #STATESTORE_CACHE_MAX_BYTES_CONFIG}:
     * RocksDB's block cache and memtables, changes waiting for a commit, entries kept to spare reads. The default is a
     * quarter of the JVM's maximum heap, but at least 64 MB and at most 512 MB. Kafka Streams has no such bound.
     */
    public static final String MEMORY_BUDGET_BYTES_CONFIG = "memory.budget.bytes";

    /**
     * Bytes of changes all stores of the instance may hold back between commits; 0 passes every change on at once.
     */
    public static final String STATESTORE_CACHE_MAX_BYTES_CONFIG = "statestore.cache.max.bytes";

    /** How long the state of a task that moved away is kept. */
    public static final String STATE_CLEANUP_DELAY_MS_CONFIG = "state.cleanup.delay.ms";

    /** Age at which left-over state is deleted at start; -1 keeps it. */
    public static final String STATE_CLEANUP_DIR_MAX_AGE_MS_CONFIG = "state.cleanup.dir.max.age.ms";

    /** The value {@code -1}. */
    public static final long STATE_CLEANUP_DIR_MAX_AGE_MS_DISABLED = -1L;

    /** Directory of local state; each application has a directory of its own in it. */
    public static final String STATE_DIR_CONFIG = "state.dir";

    /** Places tasks on instances. */
    public static final String TASK_ASSIGNOR_CLASS_CONFIG = "task.assignor.class";

    /** How long a task may be retried after errors that may pass. */
    public static final String TASK_TIMEOUT_MS_CONFIG = "task.timeout.ms";

    /** Rewrites of the program: none, all, or a list of those wanted. */
    public static final String TOPOLOGY_OPTIMIZATION_CONFIG = "topology.optimization";

    /** Release of Kafka Streams that other instances still run. */
    public static final String UPGRADE_FROM_CONFIG = "upgrade.from";

    /** Added to the retention of window changelogs, for clocks that differ. */
    public static final String WINDOW_STORE_CHANGE_LOG_ADDITIONAL_RETENTION_MS_CONFIG =
            "windowstore.changelog.additional.retention.ms";

    private static final Set<String> OPTIMIZATIONS =
            Set.of(REUSE_KTABLE_SOURCE_TOPICS, MERGE_REPARTITION_TOPICS, SINGLE_STORE_SELF_JOIN);
    private static final long EXACTLY_ONCE_COMMIT_MS = 100;
    private static final ConfigDef DEFINITION = StreamsConfigKeys.read();

    /**
     * Keys that are no settings for users. Those of emit intervals count here too; the others name what Kafka Streams
     * has inside, and nothing heeds them.
     */
    public static class InternalConfig {
        /** How often results of outer joins without a partner are looked for: milliseconds, by default 1000. */
        public static final String EMIT_INTERVAL_MS_KSTREAMS_OUTER_JOIN_SPURIOUS_RESULTS_FIX =
                "__emit.interval.ms.kstreams.outer.join.spurious.results.fix__";

        /** How often windows that closed are looked for: milliseconds, by default 1000. */
        public static final String EMIT_INTERVAL_MS_KSTREAMS_WINDOWED_AGGREGATION =
                "__emit.interval.ms.kstreams.windowed.aggregation__";

        /** Not heeded. */
        public static final String ASSIGNMENT_LISTENER = "__assignment.listener__";

        /** Not heeded. */
        public static final String INTERNAL_CONSUMER_WRAPPER = "__internal.consumer.wrapper__";

        /** Not heeded: see {@link StreamsConfig#TASK_ASSIGNOR_CLASS_CONFIG}. */
        public static final String INTERNAL_TASK_ASSIGNOR_CLASS = "internal.task.assignor.class";

        /** Not heeded. */
        public static final String IQ_CONSISTENCY_OFFSET_VECTOR_ENABLED = "__iq.consistency.offset.vector.enabled__";

        /** Not heeded. */
        public static final String PROCESSING_THREADS_ENABLED = "__processing.threads.enabled__";

        /** Not heeded. */
        public static final String REFERENCE_CONTAINER_PARTITION_ASSIGNOR = "__reference.container.instance__";

        /** Not heeded. */
        public static final String TOPIC_PREFIX_ALTERNATIVE = "__internal.override.topic.prefix__";

        /** Whether {@link #PROCESSING_THREADS_ENABLED} is set. */
        public static boolean processingThreadsEnabled(Map<String, Object> configs) {
            return getBoolean(configs, PROCESSING_THREADS_ENABLED, false);
        }

        /** A value that is a boolean or the text of one; {@code defaultValue} if it is neither. */
        public static boolean getBoolean(Map<String, Object> configs, String key, boolean defaultValue) {
            Object value = configs.get(key);
            return value instanceof Boolean || value instanceof String
                    ? Boolean.parseBoolean(value.toString())
                    : defaultValue;
        }

        /**
         * A value that is a number or the text of one; {@code defaultValue} if it is neither.
         *
         * @throws NumberFormatException if it is another text
         */
        public static long getLong(Map<String, Object> configs, String key, long defaultValue) {
            Object value = configs.get(key);
            if (value instanceof Number number) {
                return number.longValue();
            }
            return value instanceof String text ? Long.parseLong(text) : defaultValue;
        }

        /** A value that is a text; {@code defaultValue} if it is not. */
        public static String getString(Map<String, Object> configs, String key, String defaultValue) {
            return configs.get(key) instanceof String text ? text : defaultValue;
        }
    }

    /**
     * Reads and checks settings.
     *
     * @throws ConfigException naming the key, its value and what is allowed
     */
    public StreamsConfig(Map<?, ?> props) {
        this(props, true);
    }

    /** The same, choosing whether the values are logged. */
    protected StreamsConfig(Map<?, ?> props, boolean doLog) {
        super(DEFINITION, props, doLog);
        verifyTopologyOptimizationConfigs(getString(TOPOLOGY_OPTIMIZATION_CONFIG));
        SettingRules.check(this);
    }

    /** The keys with type, default and meaning. */
    public static ConfigDef configDef() {
        return new ConfigDef(DEFINITION);
    }

    /**
     * The rewrites that {@code config}, a value of {@link #TOPOLOGY_OPTIMIZATION_CONFIG}, asks for.
     *
     * @throws ConfigException if it names anything else
     */
    public static Set<String> verifyTopologyOptimizationConfigs(String config) {
        if (config.equals(OPTIMIZE)) {
            return OPTIMIZATIONS;
        }
        if (config.equals(NO_OPTIMIZATION)) {
            return Set.of();
        }
        Set<String> wanted = new HashSet<>(List.of(config.split("\\s*,\\s*")));
        String allowed = " Acceptable values are: " + NO_OPTIMIZATION + ", " + OPTIMIZE
                + ", or a comma separated list of specific optimizations: " + OPTIMIZATIONS;
        if (wanted.contains(OPTIMIZE) || wanted.contains(NO_OPTIMIZATION)) {
            throw new ConfigException("\"" + config + "\" is not a valid optimization config." + allowed);
        }
        if (!OPTIMIZATIONS.containsAll(wanted)) {
            throw new ConfigException("Unrecognized config." + allowed);
        }
        return wanted;
    }

    /** What makes the clients. */
    public KafkaClientSupplier getKafkaClientSupplier() {
        return getClass(DEFAULT_CLIENT_SUPPLIER_CONFIG) == null
                ? new KafkaClients()
                : getConfiguredInstance(DEFAULT_CLIENT_SUPPLIER_CONFIG, KafkaClientSupplier.class);
    }

    /**
     * Settings of a stream thread's consumer.
     *
     * @param groupId the group it joins
     * @param clientId its name
     * @param threadIdx number of the thread; with a static member id it is appended to that
     */
    public Map<String, Object> getMainConsumerConfigs(String groupId, String clientId, int threadIdx) {
        return new ClientConfigs(this).main(groupId, clientId, threadIdx);
    }

    /** Settings of a consumer that restores: it has no group, and a missing offset is the restorer's to mend. */
    public Map<String, Object> getRestoreConsumerConfigs(String clientId) {
        return new ClientConfigs(this).withoutGroup(RESTORE_CONSUMER_PREFIX, clientId);
    }

    /** Settings of the consumer that fills global stores; it has no group either, and a name of its own. */
    public Map<String, Object> getGlobalConsumerConfigs(String clientId) {
        return new ClientConfigs(this).withoutGroup(GLOBAL_CONSUMER_PREFIX, clientId + "-global-consumer");
    }

    /** Settings of a producer called {@code clientId}. */
    public Map<String, Object> getProducerConfigs(String clientId) {
        return new ClientConfigs(this).producer(clientId);
    }

    /** Settings of an admin client called {@code clientId}. */
    public Map<String, Object> getAdminConfigs(String clientId) {
        return new ClientConfigs(this).admin(clientId);
    }

    /** The tags of this instance, without the prefix of their keys. */
    public Map<String, String> getClientTags() {
        Map<String, String> tags = new HashMap<>();
        originalsWithPrefix(CLIENT_TAG_PREFIX).forEach((tag, value) -> tags.put(tag, value.toString()));
        return tags;
    }

    /** Whether {@link GroupProtocol#STREAMS} was asked for. */
    protected boolean isStreamsProtocolEnabled() {
        return GroupProtocol.of(getString(GROUP_PROTOCOL_CONFIG)) == GroupProtocol.STREAMS;
    }

    /** Under exactly-once processing, commits are more frequent where the program says nothing. */
    @Override
    protected Map<String, Object> postProcessParsedConfig(Map<String, Object> parsedValues) {
        boolean exactlyOnce = EXACTLY_ONCE_V2.equals(parsedValues.get(PROCESSING_GUARANTEE_CONFIG));
        return exactlyOnce && !originals().containsKey(COMMIT_INTERVAL_MS_CONFIG)
                ? Map.of(COMMIT_INTERVAL_MS_CONFIG, EXACTLY_ONCE_COMMIT_MS)
                : Map.of();
    }

    static boolean isSetting(String key) {
        return DEFINITION.configKeys().containsKey(key);
    }
}
