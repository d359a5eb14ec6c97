package dev.millrace.streams;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Picks from the settings of an application those that are for its clients: what was given under a name that such a
 * client knows, then what was given under the client's prefix, and what nothing here knows, for plug-ins of the
 * clients. Some settings are not the application's to choose. <i>Immutable.</i>
 */
final class ClientConfigs {
    /** Where users of Kafka Streams look for what is said about their settings. */
    private static final Logger LOG = LoggerFactory.getLogger(StreamsConfig.class);

    private static final Map<String, Object> BY_DEFAULT =
            Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1000", ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");

    /** What consumers must have. */
    private static final Map<String, Object> FIXED = Map.of(
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false",
            ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");

    private static final Map<String, Object> BY_DEFAULT_EXACTLY_ONCE =
            Map.of("internal.throw.on.fetch.stable.offset.unsupported", true);

    /** After how long the cluster aborts a transaction, unless the application says it. */
    static final int TRANSACTION_TIMEOUT_MS = 10_000;

    private static final Map<String, Object> PRODUCER_EXACTLY_ONCE = Map.of(
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            Integer.MAX_VALUE,
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
            TRANSACTION_TIMEOUT_MS);

    private static final int MOST_IN_FLIGHT = 5;

    private final StreamsConfig config;
    private final boolean exactlyOnce;

    ClientConfigs(StreamsConfig config) {
        this.config = config;
        this.exactlyOnce =
                StreamsConfig.EXACTLY_ONCE_V2.equals(config.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
    }

    /** The consumer of a stream thread. */
    Map<String, Object> main(String groupId, String clientId, int threadIdx) {
        Map<String, Object> configs = consumer(StreamsConfig.MAIN_CONSUMER_PREFIX);
        configs.remove(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG);
        configs.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        configs.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
        Object instanceId = configs.get(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        if (instanceId != null) {
            configs.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instanceId + "-" + threadIdx);
        }
        requireWholeBatchesInSegments();
        return configs;
    }

    /** A consumer that reads partitions it is told, from offsets it is told. */
    Map<String, Object> withoutGroup(String prefix, String clientId) {
        Map<String, Object> configs = consumer(prefix);
        configs.remove(ConsumerConfig.GROUP_ID_CONFIG);
        configs.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        configs.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        configs.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return configs;
    }

    private Map<String, Object> consumer(String prefix) {
        Map<String, Object> given = given(ConsumerConfig.configNames(), StreamsConfig.CONSUMER_PREFIX);
        ignoreFixed(given);
        if (exactlyOnce) {
            ignore(given, ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        }
        given.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        Map<String, Object> own = config.originalsWithPrefix(prefix);
        ignoreFixed(own);
        given.putAll(own);
        requireFewInFlight(given);
        Map<String, Object> configs = new HashMap<>(BY_DEFAULT);
        if (exactlyOnce) {
            configs.putAll(BY_DEFAULT_EXACTLY_ONCE);
            configs.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        }
        configs.putAll(given);
        configs.putAll(FIXED);
        return configs;
    }

    private static void ignoreFixed(Map<String, Object> given) {
        FIXED.forEach((key, value) -> ignore(given, key, value));
    }

    /** A producer. */
    Map<String, Object> producer(String clientId) {
        Map<String, Object> given = given(ProducerConfig.configNames(), StreamsConfig.PRODUCER_PREFIX);
        Map<String, Object> configs = new HashMap<>(Map.of(ProducerConfig.LINGER_MS_CONFIG, "100"));
        if (exactlyOnce) {
            configs.putAll(PRODUCER_EXACTLY_ONCE);
            ignore(given, ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
            ignore(given, ProducerConfig.TRANSACTIONAL_ID_CONFIG, "one per thread");
            requireFewInFlight(given);
            configs.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        }
        configs.putAll(given);
        configs.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        configs.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        return configs;
    }

    /** An admin client. */
    Map<String, Object> admin(String clientId) {
        Map<String, Object> configs = new HashMap<>(Map.of(
                AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG,
                config.getBoolean(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG)));
        configs.putAll(given(AdminClientConfig.configNames(), StreamsConfig.ADMIN_CLIENT_PREFIX));
        configs.put(AdminClientConfig.CLIENT_ID_CONFIG, clientId);
        return configs;
    }

    private Object bootstrapServers() {
        return config.originals().get(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG);
    }

    /** What was given for a kind of client; its own prefix comes first. */
    private Map<String, Object> given(Set<String> known, String prefix) {
        Map<String, Object> given = new HashMap<>();
        config.originals().forEach((key, value) -> {
            if (known.contains(key) && !key.equals(StreamsConfig.GROUP_PROTOCOL_CONFIG) || ofNobodyHere(key)) {
                given.put(key, value);
            }
        });
        given.putAll(config.originalsWithPrefix(prefix));
        return given;
    }

    private static boolean ofNobodyHere(String key) {
        return !StreamsConfig.isSetting(key)
                && !ConsumerConfig.configNames().contains(key)
                && !ProducerConfig.configNames().contains(key)
                && !AdminClientConfig.configNames().contains(key)
                && !key.startsWith(StreamsConfig.CONSUMER_PREFIX)
                && !key.startsWith(StreamsConfig.PRODUCER_PREFIX)
                && !key.startsWith(StreamsConfig.ADMIN_CLIENT_PREFIX);
    }

    /** Takes out of {@code given} what is not the application's to choose, and says so. */
    private static void ignore(Map<String, Object> given, String key, Object instead) {
        Object asked = given.remove(key);
        if (asked != null && !asked.toString().equals(instead.toString())) {
            LOG.error("The setting {} = {} of a client is ignored: it is always {} here", key, asked, instead);
        }
    }

    private void requireFewInFlight(Map<String, Object> given) {
        String key = ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION;
        Object asked = given.get(key);
        if (!exactlyOnce || asked == null) {
            return;
        }
        try {
            if ((int) ConfigDef.parseType(key, asked, ConfigDef.Type.INT) > MOST_IN_FLIGHT) {
                throw new ConfigException(
                        key, asked, "Can't exceed " + MOST_IN_FLIGHT + " when exactly-once processing is enabled");
            }
        } catch (ConfigException notOurs) {
            if (asked instanceof String text && !text.strip().matches("[+-]?\\d+")) {
                throw new ConfigException(key, asked, "String value could not be parsed as 32-bit integer");
            }
            throw notOurs;
        }
    }

    /** A batch that does not fit into a segment of an internal topic could never be written. */
    private void requireWholeBatchesInSegments() {
        Object segment = config.originalsWithPrefix(StreamsConfig.TOPIC_PREFIX).get("segment.bytes");
        Object batch = config.originalsWithPrefix(StreamsConfig.PRODUCER_PREFIX).get(ProducerConfig.BATCH_SIZE_CONFIG);
        if (segment != null && batch != null && Long.parseLong(segment.toString()) < Long.parseLong(batch.toString())) {
            throw new IllegalArgumentException("Specified topic segment size " + segment
                    + " is smaller than the configured producer batch size " + batch);
        }
    }
}
