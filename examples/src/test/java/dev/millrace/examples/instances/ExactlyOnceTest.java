package dev.millrace.examples.instances;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import dev.millrace.streams.KafkaStreams;
import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.errors.TaskCorruptedException;
import dev.millrace.streams.processor.StateRestoreListener;
import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.api.Record;

import static dev.millrace.examples.instances.Cluster.await;
import static org.assertj.core.api.Assertions.assertThat;

/** Every record counts once, whatever happens to the instances, and local state is kept: on a real broker. */
@ParameterizedClass
@ValueSource(strings = {"classic", "streams"})
class ExactlyOnceTest {
    private static final int ROUNDS = 3;
    private static final int RECORDS = 2_000;
    private static final int WORDS = 50;

    @TempDir
    private Path directory;

    private final Map<String, Long> written = new HashMap<>();
    private final Restored restored = new Restored();
    private Cluster cluster;

    @Parameter
    private String protocol;

    @BeforeEach
    void start() throws Exception {
        cluster = new Cluster(directory.resolve("broker"));
        cluster.create(Counting.INPUT, 2);
        cluster.create(Counting.OUTPUT, 2);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void killedInstanceRepeatsNothingThatCounts() throws Exception {
        Random random = new Random(7);
        for (int round = 0; round < ROUNDS; round++) {
            Process process = killable();
            try {
                int before = committed();
                write(random, RECORDS);
                await("process works", () -> committed() > before + RECORDS / 10);
            } finally {
                process.destroyForcibly().waitFor();
            }
        }

        try (KafkaStreams survivor = started("state")) {
            await("everything is counted", () -> Counting.counts(survivor).equals(written));
            assertCountedOnce();
        }
    }

    @Test
    void killedInstanceRestoresNoMoreThanWasNotOnDisk() throws Exception {
        int step = 50_000;
        int steps = 5;
        Process process = killable();
        try {
            for (int i = 0; i < steps; i++) {
                List<String> different = IntStream.range(i * step, (i + 1) * step)
                        .mapToObj(number -> "word" + number)
                        .toList();
                cluster.write(Counting.INPUT, different);
                int all = (i + 1) * step;
                await("all committed", () -> committed() == all);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }

        try (KafkaStreams survivor = started("state")) {
            await("everything is there", () -> Counting.counts(survivor).size() == steps * step);
        }
        assertThat(restored.records).hasValueLessThan((steps - 1) * step);
    }

    @Test
    void anotherInstanceTakesOverFromAKilledOne() throws Exception {
        Process process = killable();
        try (KafkaStreams survivor = started("other")) {
            write(new Random(8), RECORDS);
            await(
                    "both work",
                    () -> committed() > 0 && !Counting.counts(survivor).isEmpty());

            process.destroyForcibly().waitFor();
            write(new Random(9), RECORDS);

            await("the survivor counts", () -> Counting.counts(survivor).equals(written));
            assertCountedOnce();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void instancesComeAndGoWhileRecordsAreCounted() {
        Random random = new Random(10);
        try (KafkaStreams first = started("first")) {
            for (int round = 0; round < ROUNDS; round++) {
                write(random, RECORDS / 2);
                try (KafkaStreams second = started("second")) {
                    write(random, RECORDS / 2);
                    await(
                            "both work",
                            () -> second.state() == KafkaStreams.State.RUNNING
                                    && !Counting.counts(second).isEmpty());
                }
            }
            await("everything is counted", () -> Counting.counts(first).equals(written));
        }
        assertCountedOnce();
    }

    @Test
    void failedThreadLeavesNothingThatCounts() {
        try (KafkaStreams failing = halfway(() -> {
            throw new IllegalStateException("in the middle of a transaction");
        })) {
            write(new Random(11), RECORDS);
            failing.start();
            await("failed", () -> failing.state() == KafkaStreams.State.ERROR);
        }
        assertThat(committed()).isZero();

        try (KafkaStreams next = started("state")) {
            await("everything is counted", () -> Counting.counts(next).equals(written));
        }
        assertCountedOnce();
    }

    @Test
    void fencedInstanceBeginsAgainFromItsLastCommit() {
        try (KafkaStreams fenced = halfway(cluster::fenceProducers)) {
            write(new Random(12), RECORDS);
            fenced.start();
            await("everything is counted", () -> Counting.counts(fenced).equals(written));
            assertCountedOnce();
            assertThat(fenced.state()).isEqualTo(KafkaStreams.State.RUNNING);
        }
    }

    @Test
    void tasksOfOneThreadGoBackTogether() {
        try (KafkaStreams corrupted = halfway(() -> {
            throw new TaskCorruptedException(Set.of(new TaskId(0, 0)));
        })) {
            write(new Random(13), RECORDS);
            corrupted.start();
            await("everything is counted", () -> Counting.counts(corrupted).equals(written));
            assertCountedOnce();
        }
    }

    /** An instance to which {@code event} happens once, in the middle of its first transaction. */
    private KafkaStreams halfway(Runnable event) {
        Map<String, Object> settings = settings();
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 2_000);
        AtomicLong processed = new AtomicLong();
        return Counting.instance(
                cluster.bootstrapServers(), directory.resolve("state"), settings, () -> new Counting.Counter() {
                    @Override
                    public void process(Record<String, String> record) {
                        super.process(record);
                        if (processed.incrementAndGet() == RECORDS / 2) {
                            event.run();
                        }
                    }
                });
    }

    /** Of each word, every count from one on was written once, in order. */
    private void assertCountedOnce() {
        await(
                "all committed",
                () -> committed() >= written.values().stream().mapToLong(n -> n).sum());
        Map<String, List<Long>> counts = new HashMap<>();
        cluster.readCommitted(Counting.OUTPUT)
                .forEach(record -> counts.computeIfAbsent(record.key(), word -> new ArrayList<>())
                        .add(record.value()));
        assertThat(counts).hasSameSizeAs(written);
        written.forEach((word, count) -> {
            List<Long> expected = LongStream.rangeClosed(1, count).boxed().toList();
            assertThat(counts.get(word)).as(word).isEqualTo(expected);
        });
    }

    private Process killable() throws Exception {
        return CountingProcess.start(
                cluster.bootstrapServers(), directory.resolve("state"), StreamsConfig.EXACTLY_ONCE_V2, protocol);
    }

    private Map<String, Object> settings() {
        return Counting.in(protocol, CountingProcess.settings(StreamsConfig.EXACTLY_ONCE_V2));
    }

    private KafkaStreams started(String name) {
        KafkaStreams instance = Counting.instance(cluster, directory.resolve(name), settings());
        instance.setGlobalStateRestoreListener(restored);
        instance.start();
        return instance;
    }

    private int committed() {
        return cluster.readCommitted(Counting.OUTPUT).size();
    }

    private void write(Random random, int count) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            words.add("word" + random.nextInt(WORDS));
        }
        cluster.write(Counting.INPUT, words);
        words.forEach(word -> written.merge(word, 1L, Long::sum));
    }

    /** Counts the records that were restored. */
    private static final class Restored implements StateRestoreListener {
        private final AtomicLong records = new AtomicLong();

        @Override
        public void onRestoreStart(TopicPartition partition, String store, long startingOffset, long endingOffset) {}

        @Override
        public void onBatchRestored(TopicPartition partition, String store, long batchEndOffset, long numRestored) {
            records.addAndGet(numRestored);
        }

        @Override
        public void onRestoreEnd(TopicPartition partition, String store, long totalRestored) {}
    }
}
