package dev.millrace.broker.log;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.broker.io.FaultyDisk;
import dev.millrace.broker.settings.FlushSettings;
import dev.millrace.broker.settings.LogSettings;

import static org.assertj.core.api.Assertions.assertThat;

class GroupCommitTest {

    @TempDir
    Path directory;

    private LogFixture fixture;
    private FaultyDisk disk;
    private PartitionLog log;
    private final List<Errors> outcomes = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        fixture = new LogFixture(directory.resolve("log"));
        disk = new FaultyDisk(directory);
        fixture.disk = disk;
        log = fixture.open();
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void syncsOnceForAllWhoWait() {
        int before = disk.syncs();
        for (int i = 0; i < 5; i++) {
            append();
            fixture.groupCommit.requestFlush(log, log.endOffset(), outcomes::add);
        }

        int told = fixture.groupCommit.runOnce();

        assertThat(told).isEqualTo(5);
        assertThat(outcomes).hasSize(5).containsOnly(Errors.NONE);
        assertThat(disk.syncs() - before).isEqualTo(1);
        assertThat(log.durableOffset()).isEqualTo(5);
    }

    @Test
    void tellsNobodyBeforeTheSync() {
        append();

        fixture.groupCommit.requestFlush(log, 1, outcomes::add);

        assertThat(outcomes).isEmpty();
        assertThat(log.durableOffset()).isZero();
    }

    @Test
    void syncsNothingThatIsDurableAlready() {
        append();
        log.flush();
        int before = disk.syncs();
        fixture.groupCommit.requestFlush(log, 1, outcomes::add);

        fixture.groupCommit.runOnce();

        assertThat(outcomes).containsExactly(Errors.NONE);
        assertThat(disk.syncs()).isEqualTo(before);
    }

    @Test
    void tellsOfAFailedSync() {
        append();
        disk.refuseSyncs();
        fixture.groupCommit.requestFlush(log, 1, outcomes::add);

        fixture.groupCommit.runOnce();

        assertThat(outcomes).containsExactly(Errors.KAFKA_STORAGE_ERROR);
    }

    @Test
    void tellsTheOthersWhenOneListenerFails() {
        append();
        fixture.groupCommit.requestFlush(log, 1, outcome -> {
            throw new IllegalStateException("a listener that fails");
        });
        fixture.groupCommit.requestFlush(log, 1, outcomes::add);

        fixture.groupCommit.runOnce();

        assertThat(outcomes).containsExactly(Errors.NONE);
    }

    @Test
    void knowsWhetherSomethingWasAskedFor() throws InterruptedException {
        assertThat(fixture.groupCommit.awaitRequest(1)).isFalse();
        fixture.groupCommit.requestFlush(log, 0, outcomes::add);

        assertThat(fixture.groupCommit.awaitRequest(60_000)).isTrue();
    }

    @Test
    void isAskedWhenAsManyRecordsAsAllowedAreUnsynced() throws InterruptedException {
        log.reconfigure(flushing(new FlushSettings(3, Long.MAX_VALUE)));
        append();
        append();
        assertThat(fixture.groupCommit.awaitRequest(1)).isFalse();

        append();

        assertThat(fixture.groupCommit.runOnce()).isEqualTo(1);
        assertThat(log.durableOffset()).isEqualTo(3);
    }

    @Test
    void isNotNeededWhenARecordHasWaitedAsLongAsAllowed() {
        log.reconfigure(flushing(new FlushSettings(Long.MAX_VALUE, 500)));
        append();
        log.upkeep().run(fixture.time.milliseconds());
        assertThat(log.durableOffset()).isZero();

        fixture.time.advance(Duration.ofMillis(500));
        log.upkeep().run(fixture.time.milliseconds());

        assertThat(log.durableOffset()).isEqualTo(1);
    }

    private void append() {
        log.append(Batches.values("a"), AppendOrigin.CLIENT);
    }

    private LogSettings flushing(FlushSettings flush) {
        LogSettings base = fixture.settings;
        return new LogSettings(base.segments(), base.retention(), base.compaction(), base.append(), flush);
    }
}
