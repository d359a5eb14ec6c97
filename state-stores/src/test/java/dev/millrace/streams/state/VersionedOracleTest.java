package dev.millrace.streams.state;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;

import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.millrace.streams.query.MultiVersionedKeyQuery;
import dev.millrace.streams.query.PositionBound;
import dev.millrace.streams.query.QueryConfig;
import dev.millrace.streams.query.VersionedKeyQuery;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random puts, deletions and reads of a versioned store, compared step by step with the store of Kafka Streams, and the
 * changelogs of both at the end. The seed is in the test's name and alone reproduces the run.
 *
 * <p>Kafka Streams keeps history in segments, and what its multi-versioned query gives of versions that have
 * expired, or
 * of periods that end before them, depends on where segments end. So it gets one segment for the whole run, and what
 * has expired is left out of its answers.
 */
class VersionedOracleTest {
    /** Does nothing: the test calls the store itself. */
    private static final class NothingToDo implements Processor<String, String, Void, Void> {
        @Override
        public void process(Record<String, String> record) {
            // The record is there to make the driver take the changelog.
        }
    }

    private static final int STEPS = 1_500;
    private static final int KEYS = 4;
    private static final long RETENTION_MS = 40;

    @TempDir
    Path directory;

    private Random random;
    private FakeTask task;
    private VersionedKeyValueStore<String, Long> ours;
    private TopologyTestDriver driver;
    private org.apache.kafka.streams.state.VersionedKeyValueStore<String, Long> theirs;
    private long time;
    private long observed = -1;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void agreesWithKafkaStreams(long seed) {
        random = new Random(seed);
        task = new FakeTask(directory.resolve("ours"), 0, 1 << 20);
        openOurs();
        openTheirs();
        try {
            for (int step = 0; step < STEPS; step++) {
                step(step);
            }
            assertThat(ourLog()).isEqualTo(theirLog());
        } finally {
            task.close();
            driver.close();
        }
    }

    /** Few times, so that versions meet at the same one in every way; nothing expires. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {7, 8, 9})
    void agreesWhereVersionsMeet(long seed) {
        random = new Random(seed);
        task = new FakeTask(directory.resolve("ours"), 0, 1 << 20);
        openOurs();
        openTheirs();
        try {
            for (int program = 0; program < 400; program++) {
                putAtFewTimes("p" + program);
            }
            assertThat(ourLog()).isEqualTo(theirLog());
        } finally {
            task.close();
            driver.close();
        }
    }

    private void putAtFewTimes(String key) {
        List<String> program = new ArrayList<>();
        for (int step = 0; step < 7; step++) {
            long at = random.nextInt(8);
            Long value = random.nextInt(3) == 0 ? null : (long) step;
            program.add(value + "@" + at);
            assertThat(ours.put(key, value, at)).as("%s", program).isEqualTo(theirs.put(key, value, at));
            for (long read = 0; read < 9; read++) {
                assertThat(text(ours.get(key, read)))
                        .as("%s, read at %d", program, read)
                        .isEqualTo(text(theirs.get(key, read)));
            }
            if (random.nextInt(4) == 0) {
                task.commit();
            }
        }
    }

    private void openOurs() {
        ours = task.open(Stores.versionedKeyValueStoreBuilder(
                        Stores.persistentVersionedKeyValueStore(FakeTask.STORE, Duration.ofMillis(RETENTION_MS)),
                        Serdes.String(),
                        Serdes.Long())
                .build());
        task.restore(ours);
    }

    private void openTheirs() {
        Topology topology = new Topology()
                .addSource("source", new StringDeserializer(), new StringDeserializer(), "in")
                .addProcessor("user", NothingToDo::new, "source")
                .addStateStore(
                        org.apache.kafka.streams.state.Stores.versionedKeyValueStoreBuilder(
                                org.apache.kafka.streams.state.Stores.persistentVersionedKeyValueStore(
                                        FakeTask.STORE, Duration.ofMillis(RETENTION_MS), Duration.ofDays(1)),
                                Serdes.String(),
                                Serdes.Long()),
                        "user");
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, directory.resolve("theirs").toString());
        driver = new TopologyTestDriver(topology, config);
        theirs = driver.getVersionedKeyValueStore(FakeTask.STORE);
    }

    private void step(int step) {
        String key = "k" + random.nextInt(KEYS);
        int choice = random.nextInt(100);
        if (choice < 40) {
            put(key, (long) step);
        } else if (choice < 50) {
            put(key, null);
        } else if (choice < 60) {
            long at = someTime();
            assertThat(text(ours.delete(key, at))).as("delete %s %d", key, at).isEqualTo(text(theirs.delete(key, at)));
            observed = Math.max(observed, at);
        } else if (choice < 80) {
            compareReads(key);
        } else if (choice < 93) {
            comparePeriods(key);
        } else if (choice < 99) {
            task.commit();
        } else {
            restart();
        }
    }

    private void put(String key, @Nullable Long value) {
        long at = someTime();
        assertThat(ours.put(key, value, at)).as("put %s %d", key, at).isEqualTo(theirs.put(key, value, at));
        observed = Math.max(observed, at);
    }

    /** Mostly near the newest, now and then late, too late, or the same as before. */
    private long someTime() {
        int choice = random.nextInt(10);
        if (choice < 5) {
            time += random.nextInt(5);
            return time;
        }
        return Math.max(0, time - random.nextInt(choice < 9 ? 30 : 80));
    }

    private void compareReads(String key) {
        long at = Math.max(0, time - random.nextInt(70));
        assertThat(text(ours.get(key))).isEqualTo(text(theirs.get(key)));
        assertThat(text(ours.get(key, at))).as("get %s %d", key, at).isEqualTo(text(theirs.get(key, at)));
        var answer = ours.query(
                        VersionedKeyQuery.<String, Long>withKey(key).asOf(Instant.ofEpochMilli(at)),
                        PositionBound.unbounded(),
                        new QueryConfig(false))
                .getResult();
        var theirAnswer = theirs.query(
                        org.apache.kafka.streams.query.VersionedKeyQuery.<String, Long>withKey(key)
                                .asOf(Instant.ofEpochMilli(at)),
                        org.apache.kafka.streams.query.PositionBound.unbounded(),
                        new org.apache.kafka.streams.query.QueryConfig(false))
                .getResult();
        assertThat(text(answer)).as("query %s %d", key, at).isEqualTo(text(theirAnswer));
    }

    private void comparePeriods(String key) {
        long one = Math.max(0, time - random.nextInt(60));
        long other = Math.max(0, time - random.nextInt(60));
        Instant from = random.nextInt(5) == 0 ? null : Instant.ofEpochMilli(Math.min(one, other));
        Instant to = random.nextInt(5) == 0 ? null : Instant.ofEpochMilli(Math.max(one, other));
        boolean ascending = random.nextBoolean();
        List<String> versions = new ArrayList<>();
        MultiVersionedKeyQuery<String, Long> query =
                MultiVersionedKeyQuery.<String, Long>withKey(key).fromTime(from).toTime(to);
        try (VersionedRecordIterator<Long> rows = ours.query(
                        ascending ? query.withAscendingTimestamps() : query,
                        PositionBound.unbounded(),
                        new QueryConfig(false))
                .getResult()) {
            rows.forEachRemaining(version -> versions.add(text(version)));
        }
        assertThat(versions)
                .as("%s from %s to %s, history begins at %d", key, from, to, observed - RETENTION_MS)
                .isEqualTo(theirVersions(key, from, to, ascending));
    }

    private List<String> theirVersions(String key, @Nullable Instant from, @Nullable Instant to, boolean ascending) {
        List<String> versions = new ArrayList<>();
        var query = org.apache.kafka.streams.query.MultiVersionedKeyQuery.<String, Long>withKey(key)
                .fromTime(from)
                .toTime(to);
        try (var rows = theirs.query(
                        ascending ? query.withAscendingTimestamps() : query,
                        org.apache.kafka.streams.query.PositionBound.unbounded(),
                        new org.apache.kafka.streams.query.QueryConfig(false))
                .getResult()) {
            rows.forEachRemaining(version -> {
                if (version.validTo().orElse(Long.MAX_VALUE) > observed - RETENTION_MS) {
                    versions.add(text(version));
                }
            });
        }
        return versions;
    }

    /** Ours is closed and goes on from its last commit and the changelog; theirs knows nothing of it. */
    private void restart() {
        task.close();
        task = new FakeTask(directory.resolve("ours"), 0, 1 << 20, task);
        openOurs();
    }

    private static @Nullable String text(@Nullable VersionedRecord<Long> version) {
        return version == null ? null : version.toString();
    }

    private static @Nullable String text(org.apache.kafka.streams.state.@Nullable VersionedRecord<Long> version) {
        return version == null ? null : version.toString();
    }

    private List<String> ourLog() {
        return task.log().stream()
                .map(record -> new String(record.key()) + "="
                        + (record.value() == null
                                ? null
                                : Serdes.Long().deserializer().deserialize("", record.value()))
                        + "@" + record.timestamp())
                .toList();
    }

    private List<String> theirLog() {
        // The driver takes what the store logged when the next record comes.
        driver.createInputTopic("in", new StringSerializer(), new StringSerializer())
                .pipeInput("a", "b");
        TestOutputTopic<String, Long> log =
                driver.createOutputTopic("app-store-changelog", new StringDeserializer(), new LongDeserializer());
        List<String> records = new ArrayList<>();
        while (!log.isEmpty()) {
            TestRecord<String, Long> record = log.readRecord();
            records.add(record.key() + "=" + record.value() + "@" + record.timestamp());
        }
        return records;
    }
}
