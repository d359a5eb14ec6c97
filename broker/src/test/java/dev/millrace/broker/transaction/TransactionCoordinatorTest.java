package dev.millrace.broker.transaction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

import dev.millrace.broker.coordinator.CorruptShardRecord;
import dev.millrace.broker.coordinator.ShardRecord;
import dev.millrace.broker.settings.TransactionSettings;

import static dev.millrace.broker.transaction.TransactionFixture.FIRST;
import static dev.millrace.broker.transaction.TransactionFixture.ID;
import static dev.millrace.broker.transaction.TransactionFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Transactional ids from the first producer to the last, step by step. */
class TransactionCoordinatorTest {
    private final TransactionFixture fixture = new TransactionFixture();

    @Test
    void newIdGetsAProducerAndAnotherStartRaisesItsEpoch() {
        ProducerIdentity first = fixture.init().producer();
        ProducerIdentity second = fixture.init().producer();

        assertThat(first.epoch()).isZero();
        assertThat(second).isEqualTo(new ProducerIdentity(first.id(), (short) 1));
    }

    @Test
    void timeoutOutOfBoundsIsRefused() {
        var request = new InitRequest(ID, TransactionSettings.DEFAULTS.maxTimeoutMs() + 1, ProducerIdentity.NONE);

        ProducerReply reply = fixture.told(to -> fixture.transactions.init(request, to));

        assertThat(reply.error()).isEqualTo(Errors.INVALID_TRANSACTION_TIMEOUT);
    }

    @Test
    void commitMarksEveryPartitionAndKeepsTheEpoch() {
        ProducerIdentity producer = fixture.init().producer();
        fixture.add(producer, FIRST);
        fixture.add(producer, SECOND);

        assertThat(fixture.end(producer, true).error()).isEqualTo(Errors.NONE);

        assertThat(fixture.marked).hasSize(1);
        assertThat(fixture.marked.get(0).partitions()).containsExactlyInAnyOrder(FIRST, SECOND);
        assertThat(fixture.marked.get(0).commits()).isTrue();
        assertThat(fixture.state().phase()).isEqualTo(TransactionPhase.COMPLETE_COMMIT);
        assertThat(fixture.add(producer, FIRST)).isEqualTo(Errors.NONE);
    }

    @Test
    void secondGenerationGoesOnWithARaisedEpoch() {
        ProducerIdentity producer = fixture.init().producer();
        fixture.add(producer, FIRST);

        ProducerIdentity next = fixture.endRaising(producer, true).producer();

        assertThat(next).isEqualTo(producer.next());
        assertThat(fixture.marked.get(0).producer()).isEqualTo(next);
        assertThat(fixture.add(producer, FIRST)).isEqualTo(Errors.PRODUCER_FENCED);
        assertThat(fixture.add(next, FIRST)).isEqualTo(Errors.NONE);
    }

    @Test
    void repeatedEndIsAnsweredAsBefore() {
        ProducerIdentity producer = fixture.init().producer();
        fixture.add(producer, FIRST);
        ProducerReply ended = fixture.endRaising(producer, true);

        assertThat(fixture.endRaising(producer, true)).isEqualTo(ended);
        assertThat(fixture.endRaising(producer, false).error()).isEqualTo(Errors.INVALID_TXN_STATE);
        assertThat(fixture.marked).hasSize(1);
    }

    @Test
    void repeatedEndOfTheFirstGenerationIsAnsweredAsBefore() {
        ProducerIdentity producer = fixture.init().producer();
        fixture.add(producer, FIRST);
        fixture.end(producer, false);

        assertThat(fixture.end(producer, false).error()).isEqualTo(Errors.NONE);
        assertThat(fixture.end(producer, true).error()).isEqualTo(Errors.INVALID_TXN_STATE);
    }

    @Test
    void abortOfNothingIsFineForTheSecondGenerationOnly() {
        ProducerIdentity producer = fixture.init().producer();

        assertThat(fixture.end(producer, false).error()).isEqualTo(Errors.INVALID_TXN_STATE);
        assertThat(fixture.endRaising(producer, true).error()).isEqualTo(Errors.INVALID_TXN_STATE);
        assertThat(fixture.endRaising(producer, false).producer()).isEqualTo(producer.next());
    }

    @Test
    void nothingHappensToATransactionWhileItEnds() {
        fixture.slowMarkers = true;
        ProducerIdentity producer = fixture.init().producer();
        fixture.add(producer, FIRST);
        List<ProducerReply> replies = new ArrayList<>();
        fixture.transactions.end(new EndRequest(ID, producer, true, false), replies::add);

        assertThat(fixture.add(producer, SECOND)).isEqualTo(Errors.CONCURRENT_TRANSACTIONS);
        assertThat(fixture.end(producer, true).error()).isEqualTo(Errors.CONCURRENT_TRANSACTIONS);
        assertThat(fixture.init().error()).isEqualTo(Errors.CONCURRENT_TRANSACTIONS);
        assertThat(replies).isEmpty();

        fixture.markersDone(Errors.NONE);
        assertThat(replies).extracting(ProducerReply::error).containsExactly(Errors.NONE);
    }

    @Test
    void newProducerAbortsWhatTheFormerLeftOpen() {
        ProducerIdentity former = fixture.init().producer();
        fixture.add(former, FIRST);

        ProducerIdentity next = fixture.init().producer();

        assertThat(fixture.marked).hasSize(1);
        assertThat(fixture.marked.get(0).commits()).isFalse();
        assertThat(fixture.marked.get(0).producer().epoch()).isGreaterThan(former.epoch());
        assertThat(next.epoch()).isGreaterThan(fixture.marked.get(0).producer().epoch());
        assertThat(fixture.end(former, true).error()).isEqualTo(Errors.PRODUCER_FENCED);
    }

    @Test
    void producerThatWasReplacedCannotComeBack() {
        ProducerIdentity first = fixture.init().producer();
        ProducerIdentity second = fixture.init(first).producer();
        fixture.init();

        assertThat(fixture.init(first).error()).isEqualTo(Errors.PRODUCER_FENCED);
        assertThat(second).isEqualTo(first.next());
    }

    @Test
    void lostAnswerToAStartIsGivenAgain() {
        ProducerIdentity first = fixture.init().producer();
        ProducerReply second = fixture.init(first);

        assertThat(fixture.init(first)).isEqualTo(second);
    }

    @Test
    void transactionThatTakesTooLongIsAbortedAndItsProducerFenced() {
        ProducerIdentity producer = fixture.init().producer();
        fixture.add(producer, FIRST);

        fixture.pass(TransactionFixture.TIMEOUT_MS - 1);
        assertThat(fixture.marked).isEmpty();
        fixture.pass(1);

        assertThat(fixture.marked.get(0).commits()).isFalse();
        assertThat(fixture.marked.get(0).producer()).isEqualTo(producer.next());
        assertThat(fixture.end(producer, true).error()).isEqualTo(Errors.PRODUCER_FENCED);
    }

    @Test
    void timeoutCountsAcrossARestart() {
        ProducerIdentity producer = fixture.init().producer();
        fixture.add(producer, FIRST);
        fixture.pass(30_000);
        fixture.restart();

        fixture.pass(30_000);

        assertThat(fixture.state().phase()).isEqualTo(TransactionPhase.COMPLETE_ABORT);
    }

    @Test
    void exhaustedEpochsGiveWayToANewProducerId() {
        ProducerIdentity producer = fixture.init().producer();
        while (!producer.isExhausted()) {
            producer = fixture.init().producer();
        }
        long exhausted = producer.id();
        fixture.add(producer, FIRST);

        ProducerReply ended = fixture.endRaising(producer, true);

        assertThat(fixture.marked.get(0).producer()).isEqualTo(new ProducerIdentity(exhausted, Short.MAX_VALUE));
        assertThat(ended.producer().id()).isNotEqualTo(exhausted);
        assertThat(ended.producer().epoch()).isZero();
        assertThat(fixture.endRaising(producer, true)).isEqualTo(ended);
    }

    @Test
    void markersAreWrittenOnlyWhenTheDecisionIsOnDisk() {
        ProducerIdentity producer = fixture.init().producer();
        fixture.add(producer, FIRST);
        fixture.log.slow = true;

        assertThat(fixture.end(producer, true)).isNull();
        assertThat(fixture.marked).isEmpty();

        fixture.log.sync();
        assertThat(fixture.marked).hasSize(1);
    }

    @Test
    void decisionThatCannotBeWrittenIsNone() {
        ProducerIdentity producer = fixture.init().producer();
        fixture.add(producer, FIRST);
        fixture.log.full = true;

        assertThat(fixture.end(producer, true).error()).isEqualTo(Errors.COORDINATOR_NOT_AVAILABLE);

        fixture.log.full = false;
        assertThat(fixture.end(producer, true).error()).isEqualTo(Errors.NONE);
    }

    @Test
    void endIsTriedAgainUntilAllPartitionsHaveTheirMarkers() {
        fixture.slowMarkers = true;
        ProducerIdentity producer = fixture.init().producer();
        fixture.add(producer, FIRST);
        fixture.end(producer, true);

        fixture.markersDone(Errors.KAFKA_STORAGE_ERROR);
        assertThat(fixture.state().phase()).isEqualTo(TransactionPhase.PREPARE_COMMIT);
        fixture.pass(10_000);
        fixture.markersDone(Errors.NONE);

        assertThat(fixture.state().phase()).isEqualTo(TransactionPhase.COMPLETE_COMMIT);
        assertThat(fixture.marked).hasSize(2);
    }

    @Test
    void everyLossOfPowerLeavesTheTransactionCommittedAsAWholeOrNotAtAll() {
        ProducerIdentity producer = fixture.init().producer();
        fixture.add(producer, FIRST, SECOND);
        fixture.end(producer, true);
        int written = fixture.log.records.size();

        for (int kept = written; kept >= 1; kept--) {
            fixture.log.losePowerAfter(kept);
            fixture.marked.clear();
            fixture.restart();
            boolean decided = kept >= written - 1;
            assertThat(fixture.state().phase() == TransactionPhase.COMPLETE_COMMIT)
                    .as("%d of %d records", kept, written)
                    .isEqualTo(decided);
            assertThat(fixture.marked).allMatch(Transaction::commits);
            while (fixture.log.records.size() > kept) {
                fixture.log.records.remove(fixture.log.records.size() - 1);
            }
        }
    }

    @Test
    void idThatNobodyUsesIsForgottenInTheEnd() {
        fixture.init();

        fixture.pass(TransactionSettings.DEFAULTS.idExpiryMs() + 7_200_000);

        assertThat(fixture.state()).isNull();
        fixture.restart();
        assertThat(fixture.state()).isNull();
    }

    @Test
    void partitionJoinsByBeingWrittenTo() {
        ProducerIdentity producer = fixture.init().producer();

        assertThat(fixture.transactions.mayWrite(ID, producer, FIRST)).isEqualTo(Errors.INVALID_TXN_STATE);
        assertThat(fixture.transactions.join(ID, producer, FIRST)).isEqualTo(Errors.NONE);
        assertThat(fixture.transactions.mayWrite(ID, producer, FIRST)).isEqualTo(Errors.NONE);
        assertThat(fixture.transactions.join(ID, producer.next(), FIRST)).isEqualTo(Errors.PRODUCER_FENCED);
        assertThat(fixture.transactions.join("unheard", producer, FIRST)).isEqualTo(Errors.INVALID_PRODUCER_ID_MAPPING);
    }

    @Test
    void recordsAreReadBackAsTheyWereWritten() {
        ProducerIdentity producer = fixture.init().producer();
        fixture.add(producer, FIRST, SECOND);
        Transaction before = fixture.state();

        fixture.restart();

        assertThat(fixture.state()).isEqualTo(before);
    }

    @Test
    void brokenRecordsAreRefused() {
        fixture.init();
        ShardRecord record = fixture.log.records.get(0);
        for (int length = 0; length < record.value().length; length++) {
            byte[] shorter = Arrays.copyOf(record.value(), length);
            assertThatThrownBy(() -> TransactionRecords.read(ID, shorter)).isInstanceOf(CorruptShardRecord.class);
        }
        assertThatThrownBy(() -> TransactionRecords.idOf(new ShardRecord(new byte[] {9, 't'}, null)))
                .isInstanceOf(CorruptShardRecord.class);
    }

    @Test
    void aWriteIsAcknowledgedOnlyWhenItsTransactionIsOnDisk() {
        ProducerIdentity producer = fixture.init().producer();
        List<Errors> told = new ArrayList<>();
        fixture.log.slow = true;
        assertThat(fixture.transactions.join(ID, producer, FIRST)).isEqualTo(Errors.NONE);
        fixture.transactions.whenJoined(ID, told::add);
        assertThat(fixture.transactions.join(ID, producer, FIRST)).isEqualTo(Errors.NONE);
        fixture.transactions.whenJoined(ID, told::add);
        fixture.transactions.whenJoined("another", told::add);
        assertThat(told).as("told about the other one only").containsExactly(Errors.NONE);

        fixture.log.sync();

        assertThat(told).containsExactly(Errors.NONE, Errors.NONE, Errors.NONE);
        fixture.transactions.whenJoined(ID, told::add);
        assertThat(told).hasSize(4);
    }

    @Test
    void aWriteIsNeverAcknowledgedWhenTheDiskHasLostItsTransaction() {
        ProducerIdentity producer = fixture.init().producer();
        List<Errors> told = new ArrayList<>();
        fixture.log.slow = true;
        assertThat(fixture.transactions.join(ID, producer, FIRST)).isEqualTo(Errors.NONE);
        fixture.transactions.whenJoined(ID, told::add);

        fixture.log.fail();
        fixture.transactions.whenJoined(ID, told::add);

        assertThat(told).containsExactly(Errors.COORDINATOR_NOT_AVAILABLE, Errors.COORDINATOR_NOT_AVAILABLE);
    }

    @Test
    void recordsWhoseTransactionWasLostWithThePowerAreTakenInAgain() {
        ProducerIdentity producer = fixture.init().producer();
        int durable = fixture.log.records.size();
        assertThat(fixture.transactions.join(ID, producer, FIRST)).isEqualTo(Errors.NONE);
        fixture.log.losePowerAfter(durable);
        fixture.restart();
        assertThat(fixture.transactions.covers(producer, FIRST)).isFalse();

        assertThat(fixture.transactions.rejoin(producer, FIRST)).isTrue();

        assertThat(fixture.transactions.covers(producer, FIRST)).isTrue();
        assertThat(fixture.transactions.rejoin(producer.next(), FIRST)).isFalse();
        assertThat(fixture.transactions.rejoin(new ProducerIdentity(4711, (short) 0), FIRST))
                .isFalse();
    }
}
