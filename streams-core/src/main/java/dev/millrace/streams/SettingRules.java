package dev.millrace.streams;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What settings must be like together; each alone is checked by its definition. */
final class SettingRules {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsConfig.class);
    private static final String TOGETHER = ", the setting needs to be consistent between the two";
    private static final String PUSH = StreamsConfig.ENABLE_METRICS_PUSH_CONFIG;

    private SettingRules() {}

    /**
     * Checks what was given.
     *
     * @throws ConfigException naming what does not go together
     */
    static void check(StreamsConfig config) {
        checkTags(config);
        checkMetricsPush(config);
        checkProtocol(config);
        checkTransactionTimeout(config);
        if (config.getBoolean(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG)) {
            return;
        }
        if (config.originals().containsKey(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG)) {
            LOG.warn(
                    "{} does not hear of records of global stores; set {} to true if it is to",
                    StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                    StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG);
        }
    }

    private static void checkTransactionTimeout(StreamsConfig config) {
        if (!StreamsConfig.EXACTLY_ONCE_V2.equals(config.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG))) {
            return;
        }
        String key = StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);
        Object given = config.originals().getOrDefault(key, ClientConfigs.TRANSACTION_TIMEOUT_MS);
        int timeoutMs = (int) ConfigDef.parseType(key, given, ConfigDef.Type.INT);
        long intervalMs = config.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG);
        if (timeoutMs < intervalMs) {
            throw new IllegalArgumentException("Transaction timeout " + timeoutMs + " (" + key
                    + ") was set lower than streams commit interval " + intervalMs
                    + " (commit.interval.ms): every transaction would time out before it is committed");
        }
    }

    private static void checkTags(StreamsConfig config) {
        Map<String, Object> tags = config.originalsWithPrefix(StreamsConfig.CLIENT_TAG_PREFIX);
        checkTagsAsked(config.getList(StreamsConfig.RACK_AWARE_ASSIGNMENT_TAGS_CONFIG), tags.keySet());
        if (tags.size() > StreamsConfig.MAX_RACK_AWARE_ASSIGNMENT_TAG_LIST_SIZE) {
            throw new ConfigException("At most " + StreamsConfig.MAX_RACK_AWARE_ASSIGNMENT_TAG_LIST_SIZE
                    + " client tags can be specified using " + StreamsConfig.CLIENT_TAG_PREFIX + " prefix.");
        }
        tags.forEach((tag, value) -> {
            String key = StreamsConfig.CLIENT_TAG_PREFIX + tag;
            if (tag.isBlank()) {
                throw new ConfigException("Invalid config `" + key.strip() + "` (missing client tag key).");
            }
            String text = (String) ConfigDef.parseType(key, value, ConfigDef.Type.STRING);
            if (text.isEmpty()) {
                throw new ConfigException(key, "[]", "Tag value cannot be empty.");
            }
            requireLength(key, tag, "Tag key", StreamsConfig.MAX_RACK_AWARE_ASSIGNMENT_TAG_KEY_LENGTH);
            requireLength(key, text, "Tag value", StreamsConfig.MAX_RACK_AWARE_ASSIGNMENT_TAG_VALUE_LENGTH);
        });
    }

    private static void checkTagsAsked(List<String> asked, Set<String> tags) {
        String key = StreamsConfig.RACK_AWARE_ASSIGNMENT_TAGS_CONFIG;
        if (asked.size() > StreamsConfig.MAX_RACK_AWARE_ASSIGNMENT_TAG_LIST_SIZE) {
            throw new ConfigException(
                    key,
                    asked,
                    "exceeds maximum list size of [" + StreamsConfig.MAX_RACK_AWARE_ASSIGNMENT_TAG_LIST_SIZE + "].");
        }
        if (asked.contains("")) {
            throw new ConfigException(key, asked, "Contains invalid value []. Tag key cannot be empty.");
        }
        for (String tag : asked) {
            if (!tags.contains(tag)) {
                throw new ConfigException(
                        key,
                        asked,
                        "Contains invalid value [" + tag + "] which doesn't have corresponding tag set via ["
                                + StreamsConfig.CLIENT_TAG_PREFIX + "] prefix.");
            }
        }
    }

    private static void requireLength(String key, String text, String what, int most) {
        if (text.length() > most) {
            throw new ConfigException(key, text, what + " exceeds maximum length of " + most + ".");
        }
    }

    /** What the instance tells of itself comes through its main consumer and its admin client (KIP-1076). */
    private static void checkMetricsPush(StreamsConfig config) {
        if (!config.getBoolean(PUSH)) {
            return;
        }
        Boolean consumers = flag(config, StreamsConfig.CONSUMER_PREFIX);
        Boolean main = flag(config, StreamsConfig.MAIN_CONSUMER_PREFIX);
        Boolean admin = flag(config, StreamsConfig.ADMIN_CLIENT_PREFIX);
        String off = off(main, admin);
        if (off != null) {
            throw new ConfigException(
                    Boolean.TRUE.equals(consumers)
                            ? "Kafka Streams metrics push and consumer.enable.metrics are enabled, but " + off
                                    + TOGETHER
                            : "Kafka Streams metrics push enabled but " + off + TOGETHER);
        }
        if (Boolean.FALSE.equals(consumers) && main == null && admin == null) {
            throw new ConfigException(
                    "Kafka Streams metrics push enabled but consumer.enable.metrics is false" + TOGETHER);
        }
    }

    private static @Nullable String off(@Nullable Boolean main, @Nullable Boolean admin) {
        boolean mainOff = Boolean.FALSE.equals(main);
        if (Boolean.FALSE.equals(admin)) {
            return mainOff
                    ? "main.consumer and admin.client metrics push are disabled"
                    : "admin.client metrics push is disabled";
        }
        return mainOff ? "main.consumer metrics push is disabled" : null;
    }

    private static @Nullable Boolean flag(StreamsConfig config, String prefix) {
        Object given = config.originals().get(prefix + PUSH);
        return (Boolean) ConfigDef.parseType(prefix + PUSH, given, ConfigDef.Type.BOOLEAN);
    }

    private static void checkProtocol(StreamsConfig config) {
        if (!config.isStreamsProtocolEnabled()) {
            return;
        }
        for (String prefix : List.of("", StreamsConfig.CONSUMER_PREFIX, StreamsConfig.MAIN_CONSUMER_PREFIX)) {
            if (config.originals().containsKey(prefix + ConsumerConfig.GROUP_INSTANCE_ID_CONFIG)) {
                throw new ConfigException("Streams rebalance protocol does not support static membership. Please set"
                        + " group.protocol=classic or remove group.instance.id from the configuration.");
            }
        }
        for (String key : List.of(
                StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG,
                StreamsConfig.MAX_WARMUP_REPLICAS_CONFIG,
                StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG)) {
            if (config.originals().containsKey(key)) {
                LOG.warn(
                        "{} has no effect with group.protocol={}: brokers have a setting of the group for it",
                        key,
                        GroupProtocol.STREAMS.name.toLowerCase(Locale.ROOT));
            }
        }
    }
}
