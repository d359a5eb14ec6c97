package dev.millrace.examples.instances;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import dev.millrace.streams.KafkaStreams;
import dev.millrace.streams.LagInfo;
import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.TaskMetadata;
import dev.millrace.streams.ThreadMetadata;

import static dev.millrace.examples.instances.Cluster.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Stream threads that come and go, what an instance tells of them, and an instance that pauses: on a real broker. */
@ParameterizedClass
@ValueSource(strings = {"classic", "streams"})
class ThreadsTest {
    private static final int PARTITIONS = 3;

    @TempDir
    private Path directory;

    private Cluster cluster;

    @Parameter
    private String protocol;

    private KafkaStreams instance;

    @BeforeEach
    void start() throws Exception {
        cluster = new Cluster(directory.resolve("broker"));
        cluster.create(Counting.INPUT, PARTITIONS);
        cluster.create(Counting.OUTPUT, PARTITIONS);
        instance = instance("a", Map.of(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 50));
    }

    @AfterEach
    void close() {
        instance.close();
        cluster.close();
    }

    @Test
    void threadsComeAndGoWhileItRuns() {
        assertThat(instance.addStreamThread()).as("before the start").isEmpty();
        run();

        String second = instance.addStreamThread().orElseThrow();
        assertThat(second).isEqualTo("client-StreamThread-2");
        await(
                "both run tasks",
                () -> threads().size() == 2 && threads().stream().allMatch(ThreadsTest::works));
        write("b");

        Optional<String> removed = instance.removeStreamThread();
        assertThat(removed).contains("client-StreamThread-1");
        assertThat(threadNames()).containsExactly(second);
        await("the other has all", () -> tasks(threads().iterator().next()) == PARTITIONS);
        write("c");

        assertThat(instance.addStreamThread()).contains("client-StreamThread-1");
        await(
                "both run tasks",
                () -> threads().size() == 2 && threads().stream().allMatch(ThreadsTest::works));
        await("counted", () -> Counting.counts(instance).equals(Map.of("a", 1L, "b", 1L, "c", 1L)));
    }

    @Test
    void withoutAnyThreadItStaysAliveUntilOneComes() {
        run();

        assertThat(instance.removeStreamThread(Duration.ofMinutes(1))).contains("client-StreamThread-1");
        assertThat(instance.removeStreamThread()).isEmpty();
        assertThat(instance.state()).isEqualTo(KafkaStreams.State.RUNNING);
        cluster.write(Counting.INPUT, List.of("b"));

        instance.addStreamThread();
        await("counted", () -> Counting.counts(instance).containsKey("b"));
    }

    @Test
    void negativeTimeoutIsRefused() {
        assertThatThrownBy(() -> instance.removeStreamThread(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsWhatItsTasksHaveCommitted() {
        run();
        TopicPartition read = new TopicPartition(Counting.INPUT, partitionOfA());

        await("committed", () -> task(read).committedOffsets().get(read) == 1);

        ThreadMetadata thread = threads().iterator().next();
        assertThat(thread.threadState()).isEqualTo("RUNNING");
        assertThat(thread.consumerClientId()).isEqualTo("client-StreamThread-1-consumer");
        assertThat(thread.producerClientIds()).containsExactly("client-StreamThread-1-producer");
        assertThat(thread.adminClientId()).isEqualTo("client-admin");
        assertThat(thread.standbyTasks()).isEmpty();
        assertThat(task(read).endOffsets()).containsEntry(read, 0L);
        assertThat(task(read).topicPartitions()).containsExactly(read);
        await("waiting", () -> task(read).timeCurrentIdlingStarted().isPresent());
    }

    @Test
    void pausedInstanceReadsNothingMoreAndStaysInItsGroup() {
        run();
        instance.pause();
        assertThat(instance.isPaused()).isTrue();
        cluster.write(Counting.INPUT, List.of("b"));
        KafkaStreams other = instance("b", Map.of());
        try {
            other.pause();
            other.start();
            await(
                    "the group shares",
                    () -> other.metadataForLocalThreads().stream().anyMatch(ThreadsTest::works)
                            || threads().stream().noneMatch(thread -> tasks(thread) == PARTITIONS));
            assertThat(Counting.counts(instance)).doesNotContainKey("b");
            assertThat(cluster.lastValues(Counting.OUTPUT)).doesNotContainKey("b");

            other.resume();
            instance.resume();
            await("counted", () -> cluster.lastValues(Counting.OUTPUT).containsKey("b"));
        } finally {
            other.close();
        }
    }

    @Test
    void activeStoresAreNotBehindAndCopiesSayHowFar() throws Exception {
        cluster.configureGroup(Counting.APPLICATION, "streams.num.standby.replicas", "1");
        Map<String, Object> copies = Map.of(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1);
        instance = instance("a", copies);
        run();
        KafkaStreams other = instance("b", copies);
        try {
            other.start();
            await(
                    "a copy of everything",
                    () -> lags(instance).size() == PARTITIONS && lags(other).size() == PARTITIONS);
            await("nothing behind", () -> behind(instance) == 0 && behind(other) == 0);
            assertThat(lags(other).get(partitionOfA()).endOffsetPosition()).isEqualTo(1);

            other.pause();
            write("a");
            await("the copy is behind", () -> behind(instance) + behind(other) == 1);
        } finally {
            other.resume();
            other.close();
        }
    }

    @Test
    void nothingIsToldBeforeTheStart() {
        assertThatThrownBy(instance::metadataForLocalThreads).hasMessageContaining("has not been started");
        assertThatThrownBy(instance::allLocalStorePartitionLags).hasMessageContaining("has not been started");
        assertThatThrownBy(() -> instance.clientInstanceIds(Duration.ofSeconds(1)))
                .hasMessageContaining("has not been started");
    }

    @Test
    void clientsThatPushNoMetricsHaveNoIds() {
        instance = instance("a", Map.of(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false));
        run();

        assertThatThrownBy(() -> instance.clientInstanceIds(Duration.ofSeconds(10)))
                .isInstanceOf(IllegalStateException.class);
    }

    private KafkaStreams instance(String name, Map<String, ?> more) {
        Map<String, Object> settings = Counting.in(protocol, more);
        settings.put(StreamsConfig.CLIENT_ID_CONFIG, name.equals("a") ? "client" : "other");
        return Counting.instance(cluster, directory.resolve(name), settings);
    }

    private void run() {
        instance.start();
        write("a");
    }

    private void write(String word) {
        long before = cluster.lastValues(Counting.OUTPUT).getOrDefault(word, 0L);
        cluster.write(Counting.INPUT, Collections.nCopies(1, word));
        await("counted", () -> cluster.lastValues(Counting.OUTPUT).getOrDefault(word, 0L) == before + 1);
    }

    private Set<ThreadMetadata> threads() {
        return instance.metadataForLocalThreads();
    }

    private Set<String> threadNames() {
        return threads().stream().map(ThreadMetadata::threadName).collect(Collectors.toSet());
    }

    private TaskMetadata task(TopicPartition partition) {
        return threads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .filter(task -> task.topicPartitions().contains(partition))
                .findFirst()
                .orElseThrow();
    }

    private int partitionOfA() {
        return cluster.readAll(Counting.OUTPUT).get(0).partition();
    }

    private static boolean works(ThreadMetadata thread) {
        return thread.threadState().equals("RUNNING") && tasks(thread) > 0;
    }

    private static int tasks(ThreadMetadata thread) {
        return thread.activeTasks().size();
    }

    private static Map<Integer, LagInfo> lags(KafkaStreams streams) {
        return streams.allLocalStorePartitionLags().getOrDefault(Counting.STORE, Map.of());
    }

    private static long behind(KafkaStreams streams) {
        return lags(streams).values().stream().mapToLong(LagInfo::offsetLag).sum();
    }
}
