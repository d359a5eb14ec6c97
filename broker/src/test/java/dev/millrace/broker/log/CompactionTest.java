package dev.millrace.broker.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.broker.io.Disk;
import dev.millrace.broker.io.FaultyDisk;

import static dev.millrace.broker.log.Batches.contentOf;
import static dev.millrace.broker.log.Batches.keyed;
import static org.assertj.core.api.Assertions.assertThat;

class CompactionTest {

    @TempDir
    Path directory;

    private LogFixture fixture;

    @BeforeEach
    void makeCompacted() {
        fixture = new LogFixture(directory);
        fixture.compact();
    }

    @Test
    void keepsTheLastValueOfEachKey() throws IOException {
        try (PartitionLog log = fixture.open()) {
            Map<String, String> latest = fill(log, 200, new Random(1));

            upkeep(log);

            assertThat(latestIn(log)).isEqualTo(latest);
            assertThat(contentOf(log).size()).isLessThan(60);
        }
    }

    @Test
    void keepsOffsetsAndOrder() throws IOException {
        try (PartitionLog log = fixture.open()) {
            fill(log, 100, new Random(2));
            List<String> before = contentOf(log);

            upkeep(log);

            assertThat(before).containsSubsequence(contentOf(log));
            assertThat(log.startOffset()).isZero();
            assertThat(log.endOffset()).isEqualTo(100);
        }
    }

    @Test
    void readsOnFromAnOffsetThatIsGone() throws IOException {
        try (PartitionLog log = fixture.open()) {
            fill(log, 100, new Random(3));
            upkeep(log);
            List<String> all = contentOf(log);

            for (long offset = 0; offset < 100; offset++) {
                long from = offset;
                assertThat(contentOf(log, offset))
                        .endsWith(all.get(all.size() - 1))
                        .hasSizeGreaterThanOrEqualTo((int) all.stream()
                                .filter(record -> offsetOf(record) >= from)
                                .count());
            }
        }
    }

    @Test
    void mergesSmallSegments() throws IOException {
        try (PartitionLog log = fixture.open()) {
            fill(log, 400, new Random(4));
            upkeep(log);
            fill(log, 100, new Random(5));

            upkeep(log);

            assertThat(segmentFiles()).hasSizeLessThan(8);
        }
    }

    @Test
    void survivesReopening() throws IOException {
        Map<String, String> latest;
        try (PartitionLog log = fixture.open()) {
            latest = fill(log, 200, new Random(6));
            upkeep(log);
        }

        try (PartitionLog log = fixture.open()) {
            assertThat(latestIn(log)).isEqualTo(latest);
            assertThat(log.endOffset()).isEqualTo(200);
        }
    }

    @Test
    void compactsCompressedBatches() throws IOException {
        try (PartitionLog log = fixture.open()) {
            for (int i = 0; i < 60; i++) {
                log.append(
                        keyed(Compression.gzip().build(), "same=" + i, "other" + i % 3 + "=" + i), AppendOrigin.CLIENT);
            }

            upkeep(log);

            assertThat(latestIn(log)).containsEntry("same", "59").hasSize(4);
            assertThat(contentOf(log).size()).isLessThan(40);
        }
    }

    @Test
    void keepsATombstoneForAWhileAndThenDropsIt() throws IOException {
        try (PartitionLog log = fixture.open()) {
            log.append(keyed("gone=1"), AppendOrigin.CLIENT);
            log.append(keyed("gone"), AppendOrigin.CLIENT);
            fill(log, 40, new Random(7));
            upkeep(log);
            assertThat(contentOf(log)).contains("1:gone").doesNotContain("0:gone=1");

            fixture.time.advance(Duration.ofMillis(1001));
            fill(log, 40, new Random(8));
            upkeep(log);

            assertThat(contentOf(log)).doesNotContain("1:gone");
        }
    }

    @Test
    void leavesTheActiveSegmentAlone() throws IOException {
        try (PartitionLog log = fixture.open()) {
            log.append(keyed("a=1"), AppendOrigin.CLIENT);
            log.append(keyed("a=2"), AppendOrigin.CLIENT);

            upkeep(log);

            assertThat(contentOf(log)).containsExactly("0:a=1", "1:a=2");
        }
    }

    @Test
    void goesOnNextTimeWhenItsTableIsFull() throws IOException {
        try (PartitionLog log = fixture.open()) {
            for (int round = 0; round < 2; round++) {
                for (int key = 0; key < 1000; key++) {
                    log.append(keyed("key" + key + "=" + round), AppendOrigin.CLIENT);
                }
            }
            upkeep(log);
            Compactor small = new Compactor(log.upkeep(), 1024);
            Files.deleteIfExists(directory.resolve("compacted"));

            int rounds = 0;
            while (small.run(fixture.settings, fixture.time.milliseconds()) > 0) {
                rounds++;
                assertThat(rounds).isLessThan(20);
            }

            assertThat(latestIn(log)).hasSize(1000).containsValue("1").doesNotContainValue("0");
        }
    }

    @Test
    void losesNothingWhateverChangeACrashInterrupts() throws IOException {
        Path scratch = directory.resolve("crash");
        boolean died = true;
        for (int changes = 0; died; changes++) {
            died = crash(scratch, changes);
            assertThat(changes).isLessThan(2000);
        }
    }

    private boolean crash(Path scratch, int changes) throws IOException {
        Path root = Files.createDirectories(scratch.resolve("run"));
        Path afterPowerLoss = scratch.resolve("after");
        FaultyDisk disk = new FaultyDisk(root);
        LogFixture faulty = new LogFixture(root.resolve("log"));
        faulty.compact();
        disk.createDirectories(faulty.directory);
        disk.syncDirectory(root);
        faulty.disk = disk;
        PartitionLog log = faulty.open();
        Map<String, String> latest = fill(log, 100, new Random(9));
        log.flush();
        disk.dieAfter(changes);
        new Upkeep(() -> List.of(log)).run(faulty.time.milliseconds());
        boolean died = disk.dead();

        disk.losePower(afterPowerLoss, new Random(changes));
        assertLatest(root.resolve("log"), latest, "process death after " + changes + " changes");
        assertLatest(afterPowerLoss.resolve("log"), latest, "power loss after " + changes + " changes");
        Utils.delete(scratch.toFile());
        return died;
    }

    private static void assertLatest(Path directory, Map<String, String> latest, String when) throws IOException {
        LogFixture sound = new LogFixture(directory);
        sound.disk = Disk.LOCAL;
        sound.compact();
        try (PartitionLog log = sound.open()) {
            assertThat(log.endOffset()).as(when).isEqualTo(100);
            assertThat(latestIn(log)).as(when).isEqualTo(latest);
        }
    }

    private Collection<Path> segmentFiles() throws IOException {
        return fixture.disk.list(directory).stream()
                .filter(file -> file.toString().endsWith(".log"))
                .toList();
    }

    private void upkeep(PartitionLog log) {
        log.upkeep().run(fixture.time.milliseconds());
    }

    private static Map<String, String> fill(PartitionLog log, int records, Random random) {
        Map<String, String> latest = new TreeMap<>();
        for (int i = 0; i < records; i++) {
            String key = "key" + random.nextInt(20);
            latest.put(key, "value" + i);
            log.append(keyed(key + "=value" + i), AppendOrigin.CLIENT);
        }
        return latest;
    }

    private static Map<String, String> latestIn(PartitionLog log) {
        Map<String, String> latest = new HashMap<>();
        for (String record : new ArrayList<>(contentOf(log))) {
            String[] pair = record.substring(record.indexOf(':') + 1).split("=");
            latest.put(pair[0], pair[1]);
        }
        return latest;
    }

    private static long offsetOf(String record) {
        return Long.parseLong(record.substring(0, record.indexOf(':')));
    }
}
