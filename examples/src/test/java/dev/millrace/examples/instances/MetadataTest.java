package dev.millrace.examples.instances;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import dev.millrace.streams.KafkaStreams;
import dev.millrace.streams.KeyQueryMetadata;
import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.StreamsMetadata;
import dev.millrace.streams.errors.UnknownStateStoreException;
import dev.millrace.streams.state.HostInfo;

import static dev.millrace.examples.instances.Cluster.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Instances tell each other where they can be asked, and who has which key: on a real broker. */
@ParameterizedClass
@ValueSource(strings = {"classic", "streams"})
class MetadataTest {
    private static final int PARTITIONS = 4;
    private static final HostInfo FIRST = new HostInfo("first", 1);
    private static final HostInfo SECOND = new HostInfo("second", 2);
    private static final List<String> WORDS =
            IntStream.range(0, 40).mapToObj(number -> "word" + number).toList();

    @TempDir
    private Path directory;

    private Cluster cluster;

    @Parameter
    private String protocol;

    @BeforeEach
    void start() throws Exception {
        cluster = new Cluster(directory.resolve("broker"));
        cluster.create(Counting.INPUT, PARTITIONS);
        cluster.create(Counting.OUTPUT, PARTITIONS);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void everyKeyIsWhereTheMetadataSay() throws Exception {
        cluster.configureGroup(Counting.APPLICATION, "streams.num.standby.replicas", "1");
        cluster.write(Counting.INPUT, WORDS);
        try (KafkaStreams first = started("first:1", 1);
                KafkaStreams second = started("second:2", 1)) {
            await("both know both", () -> knowsBoth(first) && knowsBoth(second));
            await(
                    "all counted",
                    () -> Counting.counts(first).size()
                                            + Counting.counts(second).size()
                                    == WORDS.size()
                            && !Counting.counts(first).isEmpty()
                            && !Counting.counts(second).isEmpty());

            for (String word : WORDS) {
                KeyQueryMetadata place = where(first, word);
                assertThat(where(second, word)).as(word).isEqualTo(place);
                KafkaStreams owner = place.activeHost().equals(FIRST) ? first : second;
                assertThat(Counting.counts(owner)).as(word).containsKey(word);
                assertThat(place.standbyHosts())
                        .containsExactly(place.activeHost().equals(FIRST) ? SECOND : FIRST);
            }
            assertThat(first.queryMetadataForKey(
                                    Counting.STORE, "any", (topic, key, value, count) -> Optional.of(Set.of(count - 1)))
                            .partition())
                    .isEqualTo(PARTITIONS - 1);
            assertThat(first.streamsMetadataForStore(Counting.STORE))
                    .extracting(StreamsMetadata::hostInfo)
                    .containsExactlyInAnyOrder(FIRST, SECOND);
            assertThat(first.metadataForAllStreamsClients().stream()
                            .mapToInt(instance -> instance.topicPartitions().size()))
                    .containsExactly(PARTITIONS / 2, PARTITIONS / 2);
        }
    }

    @Test
    void instanceThatLeavesIsNotListedAnyMore() {
        try (KafkaStreams first = started("first:1", 0)) {
            try (KafkaStreams second = started("second:2", 0)) {
                await("both known", () -> knowsBoth(first) && knowsBoth(second));
            }
            await("one left", () -> first.metadataForAllStreamsClients().size() == 1);
            assertThat(where(first, "word").activeHost()).isEqualTo(FIRST);
        }
    }

    @Test
    void withoutAnEndpointNothingIsKnownOfKeys() {
        cluster.write(Counting.INPUT, WORDS);
        try (KafkaStreams streams = started("", 0)) {
            await("all counted", () -> Counting.counts(streams).size() == WORDS.size());

            assertThat(streams.metadataForAllStreamsClients()).isEmpty();
            assertThat(streams.streamsMetadataForStore(Counting.STORE)).isEmpty();
            assertThat(where(streams, "word")).isEqualTo(KeyQueryMetadata.NOT_AVAILABLE);
        }
    }

    @Test
    void whatCannotBeAskedIsRefused() {
        try (KafkaStreams streams = started("first:1", 0)) {
            await("known", () -> !streams.metadataForAllStreamsClients().isEmpty());

            assertThatThrownBy(() -> streams.queryMetadataForKey("none", "word", new StringSerializer()))
                    .isInstanceOf(UnknownStateStoreException.class)
                    .hasMessageContaining("none");
            assertThatThrownBy(() -> streams.queryMetadataForKey(
                            Counting.STORE, "any", (topic, key, value, count) -> Optional.of(Set.of(0, 1))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> started("no port", 0)).hasMessageContaining("no port");
    }

    private static boolean knowsBoth(KafkaStreams streams) {
        return streams.state() == KafkaStreams.State.RUNNING
                && streams.metadataForAllStreamsClients().stream()
                        .allMatch(instance -> instance.topicPartitions().size() == PARTITIONS / 2);
    }

    private static KeyQueryMetadata where(KafkaStreams streams, String word) {
        return streams.queryMetadataForKey(Counting.STORE, word, new StringSerializer());
    }

    private KafkaStreams started(String endpoint, int copies) {
        KafkaStreams streams = Counting.instance(
                cluster,
                directory.resolve("state-" + endpoint.replace(':', '-')),
                Counting.in(
                        protocol,
                        Map.of(
                                StreamsConfig.APPLICATION_SERVER_CONFIG, endpoint,
                                StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, copies,
                                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 50)));
        streams.start();
        return streams;
    }
}
