package dev.millrace.examples.instances;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.streams.KafkaStreams;

import static dev.millrace.examples.instances.Cluster.await;

/** An instance that is killed in the middle of its work: nothing is lost, and local state follows its changelog. */
class KillTest {
    private static final int ROUNDS = 3;
    private static final int RECORDS = 2_000;

    @TempDir
    private Path directory;

    private Cluster cluster;

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
    void killedInstanceLosesNothing() throws Exception {
        Random random = new Random(7);
        Map<String, Long> written = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            Process process = CountingProcess.start(cluster.bootstrapServers(), directory.resolve("state"));
            try {
                int before = cluster.readAll(Counting.OUTPUT).size();
                write(random, written);
                await("process works", () -> cluster.readAll(Counting.OUTPUT).size() > before + RECORDS / 10);
            } finally {
                process.destroyForcibly().waitFor();
            }
        }

        try (KafkaStreams survivor =
                Counting.instance(cluster, directory.resolve("state"), CountingProcess.settings())) {
            survivor.start();
            await("everything is counted at least once", () -> atLeast(Counting.counts(survivor), written));
            await("store is as its changelog", () -> Counting.counts(survivor)
                    .equals(cluster.lastValues(Counting.CHANGELOG)));
        }
    }

    @Test
    void othersTakeOverFromKilledInstance() throws Exception {
        Map<String, Long> written = new HashMap<>();
        Process process = CountingProcess.start(cluster.bootstrapServers(), directory.resolve("state"));
        try (KafkaStreams survivor =
                Counting.instance(cluster, directory.resolve("other"), CountingProcess.settings())) {
            write(new Random(8), written);
            await("process works", () -> !cluster.readAll(Counting.OUTPUT).isEmpty());
            survivor.start();
            await("survivor has its share", () -> !Counting.counts(survivor).isEmpty());

            process.destroyForcibly().waitFor();
            write(new Random(9), written);

            await("everything is counted by the survivor", () -> atLeast(Counting.counts(survivor), written));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private void write(Random random, Map<String, Long> written) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            words.add("word" + random.nextInt(50));
        }
        cluster.write(Counting.INPUT, words);
        words.forEach(word -> written.merge(word, 1L, Long::sum));
    }

    private static boolean atLeast(Map<String, Long> counts, Map<String, Long> written) {
        return written.entrySet().stream().allMatch(word -> counts.getOrDefault(word.getKey(), 0L) >= word.getValue());
    }
}
