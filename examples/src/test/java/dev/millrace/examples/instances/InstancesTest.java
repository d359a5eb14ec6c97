package dev.millrace.examples.instances;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import dev.millrace.streams.KafkaStreams;
import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.processor.StandbyUpdateListener;
import dev.millrace.streams.processor.StateRestoreListener;
import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.query.KeyQuery;
import dev.millrace.streams.query.QueryResult;
import dev.millrace.streams.query.StateQueryRequest;
import dev.millrace.streams.query.StateQueryResult;

import static dev.millrace.examples.instances.Cluster.await;
import static org.assertj.core.api.Assertions.assertThat;

/** Instances of an application on a real broker, in either group protocol: they start, share, take over, restore. */
@ParameterizedClass
@ValueSource(strings = {"classic", "streams"})
class InstancesTest {
    private static final int PARTITIONS = 4;

    @TempDir
    private Path directory;

    private final List<KafkaStreams> instances = new ArrayList<>();
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
        instances.forEach(KafkaStreams::close);
        cluster.close();
    }

    @Test
    void countsWhatIsThereAndWhatComes() throws Exception {
        cluster.write(Counting.INPUT, words(1_000));
        KafkaStreams instance = open("a");
        instance.start();
        await("first thousand", () -> Counting.counts(instance).equals(countsOf(1_000)));

        cluster.write(Counting.INPUT, words(1_000));
        await("second thousand", () -> Counting.counts(instance).equals(times(2, countsOf(1_000))));

        instance.close();
        assertThat(cluster.lastValues(Counting.OUTPUT)).isEqualTo(times(2, countsOf(1_000)));
        assertThat(cluster.lastValues(Counting.CHANGELOG)).isEqualTo(times(2, countsOf(1_000)));
    }

    /** Nothing else would end the wait for further input in time. */
    @Test
    void resultsLingerNoLongerThanTheySay() throws Exception {
        cluster.write(Counting.INPUT, words(100));
        KafkaStreams instance = Counting.instance(
                cluster,
                directory.resolve("a"),
                Map.of("poll.ms", 600_000, "commit.interval.ms", 600_000, "producer.linger.ms", "50"));
        instances.add(instance);
        instance.start();

        await("results", () -> cluster.lastValues(Counting.OUTPUT).equals(countsOf(100)));
    }

    @Test
    void statesAreToldInOrder() {
        KafkaStreams instance = open("a");
        List<String> told = new CopyOnWriteArrayList<>();
        instance.setStateListener((to, from) -> told.add(from + " -> " + to));

        instance.start();
        await("running", () -> instance.state() == KafkaStreams.State.RUNNING);
        instance.close();

        assertThat(told.get(0)).isEqualTo("CREATED -> REBALANCING");
        assertThat(told).contains("REBALANCING -> RUNNING");
        assertThat(told.subList(told.size() - 2, told.size()))
                .containsExactly("RUNNING -> PENDING_SHUTDOWN", "PENDING_SHUTDOWN -> NOT_RUNNING");
    }

    @Test
    void twoInstancesShareThePartitions() {
        cluster.write(Counting.INPUT, words(1_000));
        KafkaStreams a = open("a");
        KafkaStreams b = open("b");
        a.start();
        b.start();

        await(
                "shared counts",
                () -> union(a, b).equals(countsOf(1_000))
                        && !Counting.counts(a).isEmpty()
                        && !Counting.counts(b).isEmpty());
        assertThat(Counting.counts(a)).doesNotContainKeys(keys(b));
    }

    @Test
    void othersTakeOverAtOnceWhenOneIsClosed() {
        cluster.write(Counting.INPUT, words(1_000));
        KafkaStreams a = open("a");
        KafkaStreams b = open("b");
        a.start();
        b.start();
        await(
                "shared counts",
                () -> union(a, b).equals(countsOf(1_000))
                        && !Counting.counts(a).isEmpty()
                        && !Counting.counts(b).isEmpty());

        b.close();
        cluster.write(Counting.INPUT, words(1_000));

        await("all counts on the one left", () -> Counting.counts(a).equals(times(2, countsOf(1_000))));
    }

    @Test
    void copyTakesOverWithWhatItHas() throws Exception {
        Map<String, Object> withCopy = Map.of(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1);
        cluster.configureGroup(Counting.APPLICATION, "streams.num.standby.replicas", "1");
        cluster.write(Counting.INPUT, words(1_000));
        KafkaStreams a = open("a", withCopy);
        KafkaStreams b = open("b", withCopy);
        AtomicLong copied = countCopied(b);
        AtomicLong restored = countRestored(b);
        a.start();
        await("all counts on the one", () -> Counting.counts(a).equals(countsOf(1_000)));
        b.start();
        await(
                "shared counts",
                () -> union(a, b).equals(countsOf(1_000)) && !Counting.counts(b).isEmpty());
        await("copies of the others", () -> copied.get() >= Counting.counts(a).size());
        await("reads of copies", () -> Counting.countsAndCopies(b).equals(countsOf(1_000)));
        assertThat(Counting.counts(b))
                .as("without copies")
                .hasSizeLessThan(countsOf(1_000).size());
        StateQueryResult<Long> answers = b.query(
                StateQueryRequest.inStore(Counting.STORE).withQuery(KeyQuery.<String, Long>withKey(words(1).get(0))));
        assertThat(answers.getPartitionResults().values()).hasSize(PARTITIONS).allMatch(QueryResult::isSuccess);
        restored.set(0);

        a.close();

        await("all counts on the one left", () -> Counting.counts(b).equals(countsOf(1_000)));
        assertThat(restored).as("entries restored by what had a copy").hasValue(0);
        cluster.write(Counting.INPUT, words(1_000));
        await("counts go on", () -> Counting.counts(b).equals(times(2, countsOf(1_000))));
    }

    private static AtomicLong countCopied(KafkaStreams instance) {
        AtomicLong copied = new AtomicLong();
        instance.setStandbyUpdateListener(new StandbyUpdateListener() {
            @Override
            public void onUpdateStart(TopicPartition partition, String store, long start) {
                assertThat(store).isEqualTo(Counting.STORE);
            }

            @Override
            public void onBatchLoaded(
                    TopicPartition partition, String store, TaskId task, long batchEnd, long count, long end) {
                copied.addAndGet(count);
            }

            @Override
            public void onUpdateSuspended(
                    TopicPartition partition, String store, long offset, long end, SuspendReason reason) {
                assertThat(offset).isLessThanOrEqualTo(end);
            }
        });
        return copied;
    }

    @Test
    void goesOnFromItsStateAfterARestart() {
        cluster.write(Counting.INPUT, words(1_000));
        KafkaStreams first = open("a");
        first.start();
        await("counts", () -> Counting.counts(first).equals(countsOf(1_000)));
        first.close();
        KafkaStreams second = open("a");
        AtomicLong restored = countRestored(second);

        second.start();
        cluster.write(Counting.INPUT, words(1_000));

        await("counts go on", () -> Counting.counts(second).equals(times(2, countsOf(1_000))));
        assertThat(restored).hasValue(0);
    }

    @Test
    void restoresFromTheChangelogWhenLocalStateIsGone() throws IOException {
        cluster.write(Counting.INPUT, words(1_000));
        KafkaStreams first = open("a");
        first.start();
        await("counts", () -> Counting.counts(first).equals(countsOf(1_000)));
        first.close();
        Utils.delete(directory.resolve("a").toFile());
        assertThat(Files.exists(directory.resolve("a"))).isFalse();
        KafkaStreams second = open("a");
        AtomicLong restored = countRestored(second);

        second.start();
        cluster.write(Counting.INPUT, words(1_000));

        await("counts go on", () -> Counting.counts(second).equals(times(2, countsOf(1_000))));
        assertThat(restored.get()).isPositive();
    }

    @Test
    void cleanUpDeletesLocalState() {
        cluster.write(Counting.INPUT, words(10));
        KafkaStreams instance = open("a");
        instance.start();
        await("counts", () -> Counting.counts(instance).equals(countsOf(10)));
        instance.close();

        instance.cleanUp();

        assertThat(directory.resolve("a").resolve(Counting.APPLICATION)).doesNotExist();
    }

    private KafkaStreams open(String name) {
        return open(name, Map.of());
    }

    private KafkaStreams open(String name, Map<String, ?> more) {
        KafkaStreams instance = Counting.instance(cluster, directory.resolve(name), Counting.in(protocol, more));
        instances.add(instance);
        return instance;
    }

    private static AtomicLong countRestored(KafkaStreams instance) {
        AtomicLong restored = new AtomicLong();
        instance.setGlobalStateRestoreListener(new StateRestoreListener() {
            @Override
            public void onRestoreStart(TopicPartition partition, String store, long start, long end) {}

            @Override
            public void onBatchRestored(TopicPartition partition, String store, long end, long count) {
                restored.addAndGet(count);
            }

            @Override
            public void onRestoreEnd(TopicPartition partition, String store, long total) {}
        });
        return restored;
    }

    private static List<String> words(int count) {
        List<String> words = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            words.add("word" + i % 97);
        }
        return words;
    }

    private static Map<String, Long> countsOf(int count) {
        Map<String, Long> counts = new HashMap<>();
        words(count).forEach(word -> counts.merge(word, 1L, Long::sum));
        return counts;
    }

    private static Map<String, Long> times(long factor, Map<String, Long> counts) {
        Map<String, Long> more = new HashMap<>();
        counts.forEach((word, count) -> more.put(word, factor * count));
        return more;
    }

    private static Map<String, Long> union(KafkaStreams a, KafkaStreams b) {
        Map<String, Long> union = new HashMap<>(Counting.counts(a));
        union.putAll(Counting.counts(b));
        return union;
    }

    private static String[] keys(KafkaStreams instance) {
        return Counting.counts(instance).keySet().toArray(new String[0]);
    }
}
