package dev.millrace.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The same settings give clients the same settings as in Kafka Streams, or are refused as there. */
class SettingsParityTest {
    /** What the assignor in the group's consumer is told there; ours is told otherwise. */
    private static final Set<String> OF_THEIR_ASSIGNOR = Set.of(
            "acceptable.recovery.lag",
            "application.id",
            "application.server",
            "max.warmup.replicas",
            "num.standby.replicas",
            "partition.assignment.strategy",
            "probing.rebalance.interval.ms",
            "rack.aware.assignment.non_overlap_cost",
            "rack.aware.assignment.strategy",
            "rack.aware.assignment.tags",
            "rack.aware.assignment.traffic_cost",
            "replication.factor",
            "task.assignor.class",
            "upgrade.from",
            "windowstore.changelog.additional.retention.ms");

    /** Values that differ: classes of each library's own, and what only we have. */
    private static final Set<String> OWN_VALUES =
            Set.of("config.providers", "default.client.supplier", "memory.budget.bytes", "processor.wrapper.class");

    private static final List<String> PREFIXES =
            List.of("", "consumer.", "main.consumer.", "restore.consumer.", "global.consumer.", "producer.", "admin.");

    static Stream<String> ofClients() {
        return PREFIXES.stream().flatMap(prefix -> Stream.of(
                        "client.id=own",
                        "group.id=own",
                        "group.instance.id=own",
                        "enable.auto.commit=true",
                        "allow.auto.create.topics=true",
                        "max.poll.records=7",
                        "auto.offset.reset=latest",
                        "isolation.level=read_committed",
                        "isolation.level=any eos",
                        "linger.ms=5",
                        "enable.idempotence=false eos",
                        "transactional.id=tx",
                        "transactional.id=tx eos",
                        "max.in.flight.requests.per.connection=3 eos",
                        "max.in.flight.requests.per.connection=6 eos",
                        "max.in.flight.requests.per.connection=x eos",
                        "delivery.timeout.ms=50000 eos",
                        "transaction.timeout.ms=50000 eos",
                        "retries=1",
                        "bootstrap.servers=other:1",
                        "security.protocol=SSL",
                        "custom=x")
                .map(setting -> prefix + setting));
    }

    static Stream<String> ofTheApplication() {
        return Stream.of(
                "processing.guarantee=exactly_once",
                "security.protocol=bad",
                "upgrade.from=2.3",
                "upgrade.from=3.3",
                "rack.aware.assignment.strategy=x",
                "rack.aware.assignment.tags=a",
                "client.tag.a=1",
                "client.tag.a=1 rack.aware.assignment.tags=a",
                "client.tag.a=",
                "client.tag.aaaaaaaaaaaaaaaaaaaaa=1",
                "client.tag.a=1234567890123456789012345678901",
                "rack.aware.assignment.tags=1,2,3,4,5,6",
                "group.protocol=consumer",
                "group.protocol=Streams",
                "group.protocol=streams group.instance.id=x",
                "group.protocol=streams main.consumer.group.instance.id=x",
                "dsl.store.format=plain",
                "bootstrap.servers=",
                "metrics.recording.level=debug",
                "statestore.cache.max.bytes=-1",
                "cache.max.bytes.buffering=-1",
                "cache.max.bytes.buffering=5",
                "default.deserialization.exception.handler=nope",
                "probing.rebalance.interval.ms=1",
                "commit.interval.ms=7 eos",
                "commit.interval.ms=10000 eos",
                "commit.interval.ms=10001 eos",
                "producer.transaction.timeout.ms=100 eos",
                "producer.transaction.timeout.ms=99 eos",
                "producer.transaction.timeout.ms=x eos",
                "producer.transaction.timeout.ms=99",
                "window.size.ms=x",
                "topic.segment.bytes=10");
    }

    /** Metrics of clients on or off: for all, for consumers, for the main consumer and for the admin client. */
    static Stream<String> ofMetrics() {
        List<String> combinations = new ArrayList<>(List.of(""));
        for (String prefix : List.of("", "consumer.", "main.consumer.", "admin.")) {
            List<String> more = new ArrayList<>(combinations);
            for (String value : List.of("true", "false")) {
                combinations.forEach(
                        former -> more.add((former + " " + prefix + "enable.metrics.push=" + value).strip()));
            }
            combinations = more;
        }
        return combinations.stream();
    }

    @ParameterizedTest
    @MethodSource({"ofClients", "ofTheApplication", "ofMetrics"})
    void clientsGetWhatTheyGetFromKafkaStreams(String settings) {
        Map<String, Object> ours = said(() -> ofOurs(new dev.millrace.streams.StreamsConfig(given(settings))));
        Map<String, Object> theirs = said(() -> ofTheirs(new StreamsConfig(given(settings))));

        assertThat(ours).containsExactlyInAnyOrderEntriesOf(theirs);
    }

    @Test
    void settingsHaveTheSameDefaults() {
        assertThat(values(new dev.millrace.streams.StreamsConfig(given(""))))
                .containsExactlyInAnyOrderEntriesOf(values(new StreamsConfig(given(""))));
        assertThat(values(new dev.millrace.streams.StreamsConfig(given("eos"))))
                .containsExactlyInAnyOrderEntriesOf(values(new StreamsConfig(given("eos"))));
    }

    private static Map<String, String> values(org.apache.kafka.common.config.AbstractConfig config) {
        Map<String, String> values = new TreeMap<>();
        config.values()
                .forEach((key, value) -> values.put(
                        key, String.valueOf(value).replace("org.apache.kafka.streams", "dev.millrace.streams")));
        values.keySet().removeAll(OWN_VALUES);
        return values;
    }

    private static Properties given(String settings) {
        Properties given = new Properties();
        given.put("application.id", "app");
        given.put("bootstrap.servers", "host:1");
        given.put("state.dir", "state");
        for (String setting : settings.split(" ")) {
            int equals = setting.indexOf('=');
            if (setting.equals("eos")) {
                given.put("processing.guarantee", "exactly_once_v2");
            } else if (equals > 0) {
                String value = setting.substring(equals + 1);
                // Kafka Streams takes these as they are, not as text.
                given.put(
                        setting.substring(0, equals),
                        setting.contains("metrics.push") ? (Object) Boolean.valueOf(value) : value);
            }
        }
        return given;
    }

    private static Map<String, Object> said(Supplier<Map<String, Object>> configs) {
        try {
            return configs.get();
        } catch (ConfigException refused) {
            return Map.of("refused", refused.getMessage());
        } catch (IllegalArgumentException inOwnWords) {
            return Map.of("refused", inOwnWords.getClass());
        }
    }

    private static Map<String, Object> ofOurs(dev.millrace.streams.StreamsConfig config) {
        return all(
                config.getMainConsumerConfigs("group", "client", 3),
                config.getRestoreConsumerConfigs("client"),
                config.getGlobalConsumerConfigs("client"),
                config.getProducerConfigs("client"),
                config.getAdminConfigs("client"));
    }

    private static Map<String, Object> ofTheirs(StreamsConfig config) {
        return all(
                config.getMainConsumerConfigs("group", "client", 3),
                config.getRestoreConsumerConfigs("client"),
                config.getGlobalConsumerConfigs("client"),
                config.getProducerConfigs("client"),
                config.getAdminConfigs("client"));
    }

    @SafeVarargs
    private static Map<String, Object> all(Map<String, Object> main, Map<String, Object>... others) {
        Map<String, Object> all = new HashMap<>();
        main.keySet().removeAll(OF_THEIR_ASSIGNOR);
        main.forEach((key, value) -> all.put("main " + key, value));
        for (int i = 0; i < others.length; i++) {
            int number = i;
            others[i].forEach((key, value) -> all.put(number + " " + key, value));
        }
        return all;
    }
}
