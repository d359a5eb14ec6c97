package dev.millrace.broker.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.protocol.Errors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Transactions as one partition sees them: what is stable, what was aborted, and both after a crash. */
class TransactionLogTest {
    private static final long ALICE = 1;
    private static final long BOB = 2;

    @TempDir
    Path directory;

    private LogFixture fixture;
    private PartitionLog log;

    @BeforeEach
    void open() throws IOException {
        fixture = new LogFixture(directory);
        log = fixture.open();
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void openTransactionHoldsTheStableOffsetBack() {
        plain("before");
        transactional(ALICE, 0, "open");
        plain("after");

        assertThat(log.stableOffset()).isEqualTo(1);
        assertThat(Batches.contentOf(log)).hasSize(3);
        assertThat(committed(0)).containsExactly("0:before");
    }

    @Test
    void markerLetsReadersGoOn() {
        transactional(ALICE, 0, "a");
        transactional(BOB, 0, "b");

        end(ALICE, true);
        assertThat(log.stableOffset()).isEqualTo(1);
        end(BOB, true);

        assertThat(log.stableOffset()).isEqualTo(log.endOffset()).isEqualTo(4);
        assertThat(committed(0)).containsExactly("0:a", "1:b");
    }

    @Test
    void abortedTransactionsAreNamed() {
        transactional(ALICE, 0, "aborted");
        transactional(BOB, 0, "kept");
        end(ALICE, false);
        end(BOB, true);

        assertThat(aborted(0)).containsExactly(new AbortedTransaction(ALICE, 0, 2));
        assertThat(aborted(3)).isEmpty();
        assertThat(committed(0)).containsExactly("1:kept");
    }

    @Test
    void abortedTransactionIsNamedInLaterSegmentsToo() {
        transactional(ALICE, 0, "begin");
        fill(40);
        end(ALICE, false);

        assertThat(aborted(20)).containsExactly(new AbortedTransaction(ALICE, 0, 41));
        assertThat(aborted(0)).containsExactly(new AbortedTransaction(ALICE, 0, 41));
    }

    @Test
    void plainRecordsOfAProducerInATransactionAreRefused() {
        transactional(ALICE, 0, "open");

        assertRefused(
                Errors.INVALID_TXN_STATE,
                () -> log.append(Batches.idempotent(ALICE, 0, 1, "plain"), AppendOrigin.CLIENT));
    }

    @Test
    void recordsOfAnEpochBeforeTheMarkerAreRefused() {
        transactional(ALICE, 0, "a");
        log.end(new TransactionMarker(ALICE, (short) 1, 0, false), false);

        assertRefused(Errors.INVALID_PRODUCER_EPOCH, () -> transactional(ALICE, 1, "late"));
    }

    @Test
    void epochThatAMarkerBeganStartsWithZero() {
        transactional(ALICE, 0, "a");
        log.end(new TransactionMarker(ALICE, (short) 1, 0, true), true);

        assertRefused(Errors.OUT_OF_ORDER_SEQUENCE_NUMBER, () -> transactional(ALICE, 1, 5, "gap"));
        assertThat(transactional(ALICE, 1, 0, "b").duplicate()).isFalse();
    }

    @Test
    void sequencesGoOnBehindAMarkerOfTheSameEpoch() {
        transactional(ALICE, 0, "a");
        end(ALICE, true);

        assertRefused(Errors.OUT_OF_ORDER_SEQUENCE_NUMBER, () -> transactional(ALICE, 2, "gap"));
        transactional(ALICE, 1, "b");
        assertThat(log.stableOffset()).isEqualTo(2);
    }

    @Test
    void olderMarkersAreRefused() {
        log.end(new TransactionMarker(ALICE, (short) 3, 5, true), false);

        assertRefused(
                Errors.INVALID_PRODUCER_EPOCH, () -> log.end(new TransactionMarker(ALICE, (short) 2, 5, true), false));
        assertRefused(
                Errors.TRANSACTION_COORDINATOR_FENCED,
                () -> log.end(new TransactionMarker(ALICE, (short) 3, 4, true), false));
    }

    @Test
    void repeatedMarkerOfARaisedEpochIsNotWrittenAgain() {
        transactional(ALICE, 0, "a");
        TransactionMarker marker = new TransactionMarker(ALICE, (short) 1, 0, true);
        log.end(marker, true);

        log.end(marker, true);

        assertThat(log.endOffset()).isEqualTo(2);
    }

    @Test
    void openAndAbortedTransactionsSurviveACrash() throws IOException {
        story();

        log = fixture.open();

        assertStory();
    }

    @Test
    void openAndAbortedTransactionsSurviveACleanRestart() throws IOException {
        story();

        log.close();
        log = fixture.open();

        assertStory();
    }

    @Test
    void abortedTransactionsSurviveTheLossOfIndexesAndSnapshots() throws IOException {
        story();
        log.close();
        for (Path file : fixture.disk.list(directory)) {
            if (file.toString().endsWith(".producers") || file.toString().endsWith(".index")) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }

        log = fixture.open();

        assertStory();
    }

    @Test
    void abortedTransactionsSurviveSealsAndLaterAppends() throws IOException {
        story();
        log.close();
        log = fixture.open();
        long begin = log.endOffset();
        transactional(3, 0, "third");
        log.end(new TransactionMarker(3, (short) 0, 0, false), false);

        log = fixture.open();

        assertStory();
        end(BOB, true);
        assertThat(aborted(begin)).contains(new AbortedTransaction(3, begin, begin + 1));
    }

    @Test
    void compactionRemovesAbortedRecordsAndTheirMarkers() throws IOException {
        fixture.compact();
        log.close();
        log = fixture.open();
        keyed(ALICE, 0, "k=aborted");
        end(ALICE, false);
        keyed(BOB, 0, "k=committed");
        end(BOB, true);
        keyed(ALICE, 1, "k=aborted too");
        keyed(ALICE, 2, "x=aborted too");
        end(ALICE, false);
        rollOver();

        compact();

        assertThat(Batches.contentOf(log)).contains("2:k=committed").noneMatch(text -> text.contains("aborted"));
        assertThat(committed(0)).contains("2:k=committed");
        assertThat(aborted(0)).isEmpty();
        log = fixture.open();
        assertThat(log.stableOffset()).isEqualTo(log.endOffset());
        assertRefused(Errors.OUT_OF_ORDER_SEQUENCE_NUMBER, () -> keyed(ALICE, 4, "k=gap"));
    }

    @Test
    void compactionStopsBeforeAnOpenTransaction() throws IOException {
        fixture.compact();
        log.close();
        log = fixture.open();
        keyed(ALICE, 0, "k=open");
        rollOver();

        compact();

        assertThat(Batches.contentOf(log)).contains("0:k=open");
        assertThat(log.stableOffset()).isZero();
    }

    private void story() {
        transactional(ALICE, 0, "aborted");
        fill(30);
        end(ALICE, false);
        fill(20);
        transactional(BOB, 0, "open");
        fill(5);
    }

    private void assertStory() {
        assertThat(aborted(0)).containsExactly(new AbortedTransaction(ALICE, 0, 31));
        assertThat(log.stableOffset()).isEqualTo(52);
        assertRefused(Errors.OUT_OF_ORDER_SEQUENCE_NUMBER, () -> transactional(BOB, 7, "gap"));
    }

    private void rollOver() {
        for (int i = 0; i < 40; i++) {
            log.append(Batches.keyed("filler " + i + "=value"), AppendOrigin.CLIENT);
        }
    }

    private void compact() {
        log.flush();
        fixture.time.advance(Duration.ofSeconds(10));
        log.upkeep().run(fixture.time.milliseconds());
        fixture.time.advance(Duration.ofSeconds(10));
        log.upkeep().run(fixture.time.milliseconds());
    }

    private void fill(int count) {
        for (int i = 0; i < count; i++) {
            plain("value " + i);
        }
    }

    private void plain(String value) {
        log.append(Batches.values(value), AppendOrigin.CLIENT);
    }

    private void transactional(long producer, int sequence, String value) {
        transactional(producer, 0, sequence, value);
    }

    private AppendResult transactional(long producer, int epoch, int sequence, String value) {
        return log.append(Batches.transactional(producer, epoch, sequence, value), AppendOrigin.TRANSACTION);
    }

    private void keyed(long producer, int sequence, String pair) {
        log.append(Batches.transactionalPair(producer, sequence, pair), AppendOrigin.TRANSACTION);
    }

    private void end(long producer, boolean commit) {
        log.end(new TransactionMarker(producer, (short) 0, 0, commit), false);
    }

    private List<AbortedTransaction> aborted(long from) {
        return log.readCommitted(from, 1 << 20).aborted();
    }

    /** Reads as a consumer of committed records does. */
    private List<String> committed(long from) {
        List<String> found = new ArrayList<>();
        long next = from;
        while (next < log.stableOffset()) {
            LogSlice slice = log.readCommitted(next, 200);
            for (var batch : slice.load().batches()) {
                boolean counts = slice.aborted().stream()
                        .noneMatch(aborted -> batch.isTransactional()
                                && aborted.producerId() == batch.producerId()
                                && aborted.overlaps(batch.baseOffset(), batch.nextOffset()));
                if (counts && !batch.isControlBatch()) {
                    batch.forEach(record -> found.add(Batches.show(record)));
                }
                next = batch.nextOffset();
            }
        }
        return found;
    }

    private static void assertRefused(Errors error, ThrowingCallable action) {
        AppendRejected refusal = catchThrowableOfType(AppendRejected.class, action);
        assertThat(refusal).as("refusal with " + error).isNotNull();
        assertThat(refusal.error()).isEqualTo(error);
    }
}
