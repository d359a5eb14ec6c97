package dev.millrace.broker.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.broker.io.Disk;
import dev.millrace.broker.io.FaultyDisk;

import static dev.millrace.broker.log.Batches.contentOf;
import static dev.millrace.broker.log.Batches.idempotent;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills a log after each single change to the disk and opens what is left. The records that a sync had confirmed must
 * be there, those behind them a prefix of what was sent, and the producer must be able to go on with its retry.
 */
class LogCrashTest {

    private static final long PRODUCER = 7;
    private static final int BATCHES = 60;
    private static final int MAX_CHANGES = 2000;

    @TempDir
    Path scratch;

    @Test
    void losesNothingConfirmedWhenTheProcessDies() throws IOException {
        for (int changes = 0; runUntilDeath(changes, false); changes++) {
            assertThat(changes).isLessThan(MAX_CHANGES);
        }
    }

    @Test
    void losesNothingConfirmedWhenThePowerFails() throws IOException {
        for (int changes = 0; runUntilDeath(changes, true); changes++) {
            assertThat(changes).isLessThan(MAX_CHANGES);
        }
    }

    /** Returns whether the process died before the program came to its end. */
    private boolean runUntilDeath(int changes, boolean powerFails) throws IOException {
        Path root = Files.createDirectory(scratch.resolve("run"));
        Path after = powerFails ? scratch.resolve("after") : root;
        FaultyDisk disk = new FaultyDisk(root);
        LogFixture fixture = new LogFixture(root.resolve("log"));
        disk.createDirectories(fixture.directory);
        disk.syncDirectory(root);
        fixture.disk = disk;
        disk.dieAfter(changes);
        Progress progress = new Progress();
        run(fixture, progress);
        boolean died = disk.dead();
        if (powerFails) {
            disk.losePower(after, new Random(changes));
        }
        check(after.resolve("log"), progress, "death after " + changes + " changes");
        Utils.delete(root.toFile());
        Utils.delete(after.toFile());
        return died;
    }

    private static void run(LogFixture fixture, Progress progress) {
        try {
            PartitionLog log = fixture.open();
            for (int sequence = 0; sequence < BATCHES; sequence++) {
                log.append(idempotent(PRODUCER, 0, sequence, "value " + sequence), AppendOrigin.CLIENT);
                progress.sent = sequence + 1;
                if (sequence % 7 == 6) {
                    log.flush();
                    progress.confirmed = sequence + 1;
                }
            }
            log.close();
        } catch (IOException | AppendRejected | LogFailure dead) {
            // what counts is what is on disk now
            progress.failed = true;
        }
    }

    private static void check(Path directory, Progress progress, String when) throws IOException {
        LogFixture fixture = new LogFixture(directory);
        fixture.disk = Disk.LOCAL;
        try (PartitionLog log = fixture.open()) {
            int end = (int) log.endOffset();
            assertThat(end).as(when).isBetween(progress.confirmed, progress.failed ? progress.sent + 1 : progress.sent);
            assertThat(contentOf(log)).as(when).isEqualTo(values(end));
            if (end > 0) {
                AppendResult retry =
                        log.append(idempotent(PRODUCER, 0, end - 1, "value " + (end - 1)), AppendOrigin.CLIENT);
                assertThat(retry.duplicate()).as(when).isTrue();
            }
            log.append(idempotent(PRODUCER, 0, end, "value " + end), AppendOrigin.CLIENT);
            assertThat(contentOf(log)).as(when).isEqualTo(values(end + 1));
        }
    }

    private static List<String> values(int count) {
        return IntStream.range(0, count).mapToObj(i -> i + ":value " + i).toList();
    }

    /** How far the producer came. */
    private static final class Progress {

        private int sent;
        private int confirmed;
        private boolean failed;
    }
}
