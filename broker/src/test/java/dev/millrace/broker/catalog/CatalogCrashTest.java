package dev.millrace.broker.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.broker.io.Disk;
import dev.millrace.broker.io.FaultyDisk;
import dev.millrace.broker.log.GroupCommit;
import dev.millrace.broker.log.LogEnvironment;
import dev.millrace.broker.log.ManualTime;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills the catalog after each single change to the disk. What was answered must be so after the restart; the one
 * change that was under way may be so or not.
 */
class CatalogCrashTest {

    @TempDir
    Path scratch;

    @Test
    void keepsWhatItAnsweredWhenTheProcessDies() throws IOException {
        for (int changes = 0; runUntilDeath(changes, false); changes++) {
            assertThat(changes).isLessThan(2000);
        }
    }

    @Test
    void keepsWhatItAnsweredWhenThePowerFails() throws IOException {
        for (int changes = 0; runUntilDeath(changes, true); changes++) {
            assertThat(changes).isLessThan(2000);
        }
    }

    private boolean runUntilDeath(int changes, boolean powerFails) throws IOException {
        Path root = Files.createDirectory(scratch.resolve("run"));
        Path after = powerFails ? scratch.resolve("after") : root;
        FaultyDisk disk = new FaultyDisk(root);
        Answers answers = new Answers();
        TopicCatalog catalog = TopicCatalog.open(root, Map.of(), environment(disk));
        disk.dieAfter(changes);
        run(catalog, answers);
        boolean died = disk.dead();
        if (powerFails) {
            disk.losePower(after, new Random(changes));
        }
        closeDead(catalog);
        check(after, answers, "death after " + changes + " changes");
        Utils.delete(root.toFile());
        Utils.delete(after.toFile());
        return died;
    }

    private static void closeDead(TopicCatalog catalog) throws IOException {
        // gives the lock back; logs cannot be sealed on a dead disk and say so
        catalog.close();
    }

    private static void run(TopicCatalog catalog, Answers answers) {
        try {
            answers.doing("a", 2);
            catalog.create("a", 2, Map.of("retention.ms", "5"));
            answers.done("a", 2);
            answers.lastId = catalog.producerIds().next();
            answers.doing("b", 1);
            catalog.create("b", 1, Map.of());
            answers.done("b", 1);
            answers.doing("a", 4);
            catalog.addPartitions("a", 4);
            answers.done("a", 4);
            answers.doing("b", 0);
            catalog.delete("b");
            answers.done("b", 0);
            catalog.upkeep().run(Long.MAX_VALUE / 2);
        } catch (CatalogRejected dead) {
            answers.died = true;
        }
    }

    private static void check(Path directory, Answers answers, String when) throws IOException {
        try (TopicCatalog catalog = TopicCatalog.open(directory, Map.of(), environment(Disk.LOCAL))) {
            Map<String, Integer> found = new HashMap<>();
            catalog.topics().forEach(topic -> found.put(topic.name(), topic.partitionCount()));
            Set<Map<String, Integer>> possible = new HashSet<>(Set.of(answers.answered));
            if (answers.died) {
                possible.add(answers.underWay);
            }
            assertThat(possible).as(when).contains(found);
            assertThat(catalog.producerIds().next()).as(when).isGreaterThan(answers.lastId);
            for (Topic topic : catalog.topics()) {
                for (int partition = 0; partition < topic.partitionCount(); partition++) {
                    assertThat(catalog.log(topic, partition).endOffset())
                            .as(when)
                            .isZero();
                }
            }
        }
    }

    private static LogEnvironment environment(Disk disk) {
        return new LogEnvironment(disk, new ManualTime(), new GroupCommit());
    }

    /** Partition counts by topic: as answered, and as the change under way would have them. */
    private static final class Answers {

        private Map<String, Integer> answered = Map.of();
        private Map<String, Integer> underWay = Map.of();
        private long lastId = -1;
        private boolean died;

        void doing(String topic, int partitions) {
            Map<String, Integer> changed = new HashMap<>(answered);
            changed.put(topic, partitions);
            changed.values().removeIf(count -> count == 0);
            underWay = changed;
        }

        void done(String topic, int partitions) {
            assertThat(underWay.getOrDefault(topic, 0)).isEqualTo(partitions);
            answered = underWay;
        }
    }
}
