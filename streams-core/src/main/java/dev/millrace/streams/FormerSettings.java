package dev.millrace.streams;

import java.util.Map;

import org.apache.kafka.common.config.ConfigDef;

/**
 * Names of {@link StreamsConfig} that few programs write: earlier names of settings, releases to upgrade from, and
 * meanings of settings as constants.
 */
public abstract class FormerSettings extends PrefixedSettings {
    /**
     * Bytes of changes all stores may hold back; counts where {@link StreamsConfig#STATESTORE_CACHE_MAX_BYTES_CONFIG}
     * is not given.
     *
     * @deprecated since 3.4 (KIP-770)
     */
    @Deprecated
    public static final String CACHE_MAX_BYTES_BUFFERING_CONFIG = "cache.max.bytes.buffering";

    /**
     * Decides about records that cannot be deserialised; counts where {@link
     * StreamsConfig#DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG} is not given.
     *
     * @deprecated since 4.0 (KIP-1056)
     */
    @Deprecated
    public static final String DEFAULT_DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG =
            "default.deserialization.exception.handler";

    /**
     * Decides about records that cannot be written; counts where {@link
     * StreamsConfig#PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG} is not given.
     *
     * @deprecated since 4.0 (KIP-1056)
     */
    @Deprecated
    public static final String DEFAULT_PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG =
            "default.production.exception.handler";

    /**
     * Length in milliseconds of the windows that a deserialiser makes.
     *
     * @deprecated since 4.1 (KIP-1143): it is a setting of the deserialiser
     */
    @Deprecated
    public static final String WINDOW_SIZE_MS_CONFIG = "window.size.ms";

    /**
     * Class of the serde for what is windowed.
     *
     * @deprecated since 4.1 (KIP-1143): it is a setting of serialiser and deserialiser
     */
    @Deprecated
    public static final String WINDOWED_INNER_CLASS_SERDE = "windowed.inner.class.serde";

    /** The value {@code classic} of {@link StreamsConfig#GROUP_PROTOCOL_CONFIG}. */
    public static final String DEFAULT_GROUP_PROTOCOL = GroupProtocol.CLASSIC_NAME;

    /** Number of a thread where there is only one. @deprecated since 4.3, without replacement */
    @Deprecated
    public static final int DUMMY_THREAD_INDEX = 1;

    /** Most tags an instance may have. */
    public static final int MAX_RACK_AWARE_ASSIGNMENT_TAG_LIST_SIZE = 5;

    /** Most characters in the name of a tag. */
    public static final int MAX_RACK_AWARE_ASSIGNMENT_TAG_KEY_LENGTH = 20;

    /** Most characters in the value of a tag. */
    public static final int MAX_RACK_AWARE_ASSIGNMENT_TAG_VALUE_LENGTH = 30;

    /** Release 2.4. */
    public static final String UPGRADE_FROM_24 = "2.4";

    /** Release 2.5. */
    public static final String UPGRADE_FROM_25 = "2.5";

    /** Release 2.6. */
    public static final String UPGRADE_FROM_26 = "2.6";

    /** Release 2.7. */
    public static final String UPGRADE_FROM_27 = "2.7";

    /** Release 2.8. */
    public static final String UPGRADE_FROM_28 = "2.8";

    /** Release 3.0. */
    public static final String UPGRADE_FROM_30 = "3.0";

    /** Release 3.1. */
    public static final String UPGRADE_FROM_31 = "3.1";

    /** Release 3.2. */
    public static final String UPGRADE_FROM_32 = "3.2";

    /** Release 3.3. */
    public static final String UPGRADE_FROM_33 = "3.3";

    /** Release 3.4. */
    public static final String UPGRADE_FROM_34 = "3.4";

    /** Release 3.5. */
    public static final String UPGRADE_FROM_35 = "3.5";

    /** Release 3.6. */
    public static final String UPGRADE_FROM_36 = "3.6";

    /** Release 3.7. */
    public static final String UPGRADE_FROM_37 = "3.7";

    /** Release 3.8. */
    public static final String UPGRADE_FROM_38 = "3.8";

    /** Release 3.9. */
    public static final String UPGRADE_FROM_39 = "3.9";

    /** Release 4.0. */
    public static final String UPGRADE_FROM_40 = "4.0";

    /** Release 4.1. */
    public static final String UPGRADE_FROM_41 = "4.1";

    /** Release 4.2. */
    public static final String UPGRADE_FROM_42 = "4.2";

    /** @deprecated since 4.3: ask {@link StreamsConfig#configDef()} what a full buffer means */
    @Deprecated
    public static final String BUFFERED_RECORDS_PER_PARTITION_DOC = "Records held for a partition before it is paused.";

    /** @deprecated since 4.3: ask {@link StreamsConfig#configDef()} what the former cache size means */
    @Deprecated
    public static final String CACHE_MAX_BYTES_BUFFERING_DOC =
            "Earlier name of statestore.cache.max.bytes, which comes first if both are given.";

    /** @deprecated since 4.3: ask {@link StreamsConfig#configDef()} what a client supplier means */
    @Deprecated
    public static final String DEFAULT_CLIENT_SUPPLIER_DOC = "Makes the clients; those of kafka-clients if null.";

    /** @deprecated since 4.3: ask {@link StreamsConfig#configDef()} what the former handler means */
    @Deprecated
    public static final String DEFAULT_DESERIALIZATION_EXCEPTION_HANDLER_CLASS_DOC =
            "Earlier name of deserialization.exception.handler, which comes first if both are given.";

    /** @deprecated since 4.3: ask {@link StreamsConfig#configDef()} what an extractor means */
    @Deprecated
    public static final String DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_DOC =
            "Decides the event time of records where the program names nothing else.";

    /** @deprecated since 4.3: ask {@link StreamsConfig#configDef()} what to push metrics means */
    @Deprecated
    public static final String ENABLE_METRICS_PUSH_DOC =
            "Whether clients send their metrics to brokers that ask for them.";

    /** @deprecated since 4.3: ask {@link StreamsConfig#configDef()} what to idle means */
    @Deprecated
    public static final String MAX_TASK_IDLE_MS_DOC =
            "How long a task waits for an empty input partition before it goes on with the others.";

    /** @deprecated since 4.3: ask {@link StreamsConfig#configDef()} what a handler of processing means */
    @Deprecated
    public static final String PROCESSING_EXCEPTION_HANDLER_CLASS_DOC =
            "Decides about records on which a processor fails.";

    /** @deprecated since 4.3: ask {@link StreamsConfig#configDef()} what the cost of a move means */
    @Deprecated
    public static final String RACK_AWARE_ASSIGNMENT_NON_OVERLAP_COST_DOC =
            "Weight of moving a task when racks matter.";

    /** @deprecated since 4.3: ask {@link StreamsConfig#configDef()} what a strategy means */
    @Deprecated
    public static final String RACK_AWARE_ASSIGNMENT_STRATEGY_DOC =
            "Whether tasks are placed near the racks of their partitions.";

    /** @deprecated since 4.3: ask {@link StreamsConfig#configDef()} what the cost of traffic means */
    @Deprecated
    public static final String RACK_AWARE_ASSIGNMENT_TRAFFIC_COST_DOC = "Weight of traffic between racks.";

    /** @deprecated since 4.3: ask {@link StreamsConfig#configDef()} what the cache size means */
    @Deprecated
    public static final String STATESTORE_CACHE_MAX_BYTES_DOC =
            "Bytes of changes all stores of the instance may hold back between commits.";

    /** @deprecated since 4.3: ask {@link StreamsConfig#configDef()} what a time-out means */
    @Deprecated
    public static final String TASK_TIMEOUT_MS_DOC = "How long a task may be retried after errors that may pass.";

    /** Prints the settings as a table of HTML. */
    public static void main(String[] args) {
        System.out.println(StreamsConfig.configDef().toHtml(4, setting -> "streamsconfigs_" + setting));
    }

    FormerSettings(ConfigDef definition, Map<?, ?> given, boolean log) {
        super(definition, given, log);
    }
}
