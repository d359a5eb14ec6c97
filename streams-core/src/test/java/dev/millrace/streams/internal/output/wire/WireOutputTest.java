package dev.millrace.streams.internal.output.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.millrace.streams.internal.output.RecordOutput;
import dev.millrace.streams.internal.output.SerializedRecord;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An output against a cluster without sockets. */
class WireOutputTest {
    private static final String TOPIC = "topic";

    private final FakeCluster cluster = new FakeCluster().topic(TOPIC, 4);
    private final Map<String, Object> settings = new HashMap<>(Map.of("linger.ms", 100));
    private final SerializedRecord record = new SerializedRecord();
    private final Heard heard = new Heard();
    private RecordOutput output;

    @Test
    void flushedRecordsAreWrittenAndAcknowledgedOnce() {
        append(0, "a");
        append(0, "b");

        output.flush();

        assertThat(cluster.values(TOPIC, 0)).containsExactly("a", "b");
        assertThat(heard.offsets).containsExactly(2L);
    }

    @Test
    void flushEndsWithTheLastAnswer() {
        append(0, "a");
        output.flush();
        long beforeMs = cluster.time.milliseconds();

        append(0, "b");
        append(3, "c");
        output.flush();

        assertThat(cluster.time.milliseconds()).isEqualTo(beforeMs);
    }

    @Test
    void batchWaitsForMoreUntilItsTimeIsUp() {
        append(0, "a");
        long nextMs = driveToRest();

        assertThat(cluster.values(TOPIC, 0)).isEmpty();
        assertThat(nextMs).isBetween(1L, 100L);

        cluster.time.sleep(nextMs);
        driveToRest();
        assertThat(cluster.values(TOPIC, 0)).containsExactly("a");
        assertThat(output.drive()).isEqualTo(RecordOutput.IDLE);
    }

    @Test
    void fullBatchGoesAtOnce() {
        settings.put("batch.size", 300);
        append(0, "first");
        output.flush();

        append(0, "x".repeat(300));
        driveToRest();

        assertThat(cluster.values(TOPIC, 0)).hasSize(2);
    }

    @Test
    void oneRequestTakesABatchOfEachPartitionOfALeader() {
        IntStream.range(0, 4).forEach(partition -> append(partition, "v" + partition));

        output.flush();

        assertThat(cluster.requests).containsExactly("1 [topic-0, topic-2]", "2 [topic-1, topic-3]");
    }

    @Test
    void requestIsNoLargerThanAllowedButForItsFirstBatch() {
        settings.put("max.request.size", 700);
        append(0, "x".repeat(400));
        append(2, "y".repeat(400));

        output.flush();

        assertThat(cluster.requests).containsExactly("1 [topic-0]", "1 [topic-2]");
    }

    @Test
    void whileABatchIsUnderWayTheNextOneGrows() {
        settings.put("batch.size", 200);
        append(0, "first");
        output.flush();
        cluster.hold();
        append(0, "x".repeat(200));
        output.drive();
        for (int i = 0; i < 20; i++) {
            append(0, "y".repeat(100));
        }

        cluster.letGo();
        output.flush();

        assertThat(cluster.logs.get(new TopicPartition(TOPIC, 0)).batches)
                .containsExactly("1000/0:0+1", "1000/0:1+1", "1000/0:2+20");
    }

    @Test
    void keyGoesWhereTheJavaProducerSendsIt() {
        for (int i = 0; i < 100; i++) {
            byte[] key = ("key" + i).getBytes(UTF_8);
            open().append(TOPIC, RecordOutput.BY_KEY, record.set(key, key, 1, null), heard);
            output.flush();

            int expected = Utils.toPositive(Utils.murmur2(key)) % 4;
            assertThat(cluster.values(TOPIC, expected)).contains("key" + i);
        }
    }

    @Test
    void recordsWithoutKeyShareBatchesAndVisitAllPartitions() {
        settings.put("batch.size", 500);
        for (int i = 0; i < 400; i++) {
            open().append(TOPIC, RecordOutput.BY_KEY, record.set(null, bytes("value " + i), 1, null), heard);
        }
        output.flush();

        for (int partition = 0; partition < 4; partition++) {
            FakeCluster.PartitionLog log = cluster.logs.get(new TopicPartition(TOPIC, partition));
            assertThat(log.values).isNotEmpty();
            assertThat(log.batches.size()).isLessThan(log.values.size() / 4);
        }
    }

    @Test
    void lostAnswerDoesNotDoubleABatch() {
        append(0, "a");
        cluster.faults.add(FakeCluster.LOST_ANSWER);

        output.flush();
        append(0, "b");
        output.flush();

        assertThat(cluster.values(TOPIC, 0)).containsExactly("a", "b");
        assertThat(heard.offsets).containsExactly(1L, 2L);
    }

    @ParameterizedTest
    @EnumSource(
            value = Errors.class,
            names = {
                "NOT_LEADER_OR_FOLLOWER",
                "UNKNOWN_TOPIC_OR_PARTITION",
                "UNKNOWN_TOPIC_ID",
                "NOT_ENOUGH_REPLICAS",
                "REQUEST_TIMED_OUT",
                "KAFKA_STORAGE_ERROR",
                "CORRUPT_MESSAGE"
            })
    void whatMayPassIsTriedAgain(Errors error) {
        append(0, "a");
        cluster.faults.add(FakeCluster.answering(error));
        cluster.faults.add(FakeCluster.answering(error));

        output.flush();

        assertThat(cluster.values(TOPIC, 0)).containsExactly("a");
        assertThat(heard.errors).isEmpty();
    }

    @Test
    void batchThatTheBrokerHasAlreadyCountsAsWritten() {
        append(0, "a");
        cluster.faults.add(FakeCluster.writingAndAnswering(Errors.DUPLICATE_SEQUENCE_NUMBER));

        output.flush();

        assertThat(heard.errors).isEmpty();
        assertThat(heard.offsets).isEmpty();
    }

    @Test
    void retriesAreCounted() {
        settings.put("retries", 1);
        append(0, "a");
        cluster.faults.add(FakeCluster.answering(Errors.NOT_ENOUGH_REPLICAS));
        cluster.faults.add(FakeCluster.answering(Errors.NOT_ENOUGH_REPLICAS));

        output.flush();

        assertThat(heard.errors)
                .singleElement()
                .isInstanceOf(Errors.NOT_ENOUGH_REPLICAS.exception().getClass());
    }

    @Test
    void batchIsGivenUpWhenItsTimeIsUpAndLaterOnesGoUnderTheNextEpoch() {
        settings.putAll(Map.of("delivery.timeout.ms", 2_000, "request.timeout.ms", 1_000));
        append(0, "a");
        for (int i = 0; i < 100; i++) {
            cluster.faults.add(FakeCluster.LOST_REQUEST);
        }
        output.flush();
        cluster.faults.clear();
        append(0, "b");
        output.flush();

        assertThat(heard.errors).singleElement().isInstanceOf(TimeoutException.class);
        assertThat(cluster.logs.get(new TopicPartition(TOPIC, 0)).batches).containsExactly("1000/1:0+1");
        assertThat(cluster.values(TOPIC, 0)).containsExactly("b");
    }

    @Test
    void timeInWhichNobodyDroveIsNotHeldAgainstABatch() {
        settings.putAll(Map.of("delivery.timeout.ms", 2_000, "request.timeout.ms", 1_000, "batch.size", 200));
        append(0, "first");
        output.flush();
        append(0, "x".repeat(200));
        output.drive();
        append(0, "y");
        cluster.faults.add(FakeCluster.LOST_REQUEST);
        append(1, "z");
        cluster.time.sleep(600_000);

        output.drive();
        output.flush();

        assertThat(heard.errors).isEmpty();
        assertThat(cluster.values(TOPIC, 0)).containsExactly("first", "x".repeat(200), "y");
        assertThat(cluster.values(TOPIC, 1)).containsExactly("z");
    }

    @Test
    void brokersWithoutTopicIdsAreWrittenToByName() {
        cluster.namesOnly();
        append(0, "a");
        append(1, "b");

        output.flush();

        assertThat(cluster.values(TOPIC, 0)).containsExactly("a");
        assertThat(cluster.values(TOPIC, 1)).containsExactly("b");
    }

    @Test
    void refusedBatchReachesItsListenerAndDoesNotStopTheNext() {
        append(0, "a");
        cluster.faults.add(FakeCluster.answering(Errors.INVALID_RECORD));
        output.flush();
        append(0, "b");
        output.flush();

        assertThat(heard.errors).singleElement().isInstanceOf(InvalidRecordException.class);
        assertThat(cluster.values(TOPIC, 0)).containsExactly("b");
    }

    @Test
    void missingRightsAreNamed() {
        append(0, "a");
        cluster.faults.add(FakeCluster.answering(Errors.TOPIC_AUTHORIZATION_FAILED));

        output.flush();

        assertThat(heard.errors)
                .singleElement()
                .isInstanceOfSatisfying(
                        TopicAuthorizationException.class,
                        error -> assertThat(error.unauthorizedTopics()).containsExactly(TOPIC));
    }

    @Test
    void sequenceTheBrokerDoesNotKnowBeginsAgainUnderTheNextEpochIfNothingIsInDoubt() {
        append(0, "a");
        output.flush();
        append(0, "b");
        cluster.faults.add(FakeCluster.answering(Errors.UNKNOWN_PRODUCER_ID));
        output.flush();

        assertThat(cluster.logs.get(new TopicPartition(TOPIC, 0)).batches).containsExactly("1000/0:0+1", "1000/1:0+1");
        assertThat(heard.errors).isEmpty();
    }

    @Test
    void sequenceErrorForABatchInDoubtReachesItsListener() {
        append(0, "a");
        cluster.faults.add(FakeCluster.LOST_REQUEST);
        cluster.faults.add(FakeCluster.answering(Errors.OUT_OF_ORDER_SEQUENCE_NUMBER));

        output.flush();

        assertThat(heard.errors).singleElement().isInstanceOf(OutOfOrderSequenceException.class);
    }

    @Test
    void anotherProducerIdIsAskedForWhenAllEpochsAreUsed() {
        for (int i = 0; i <= Short.MAX_VALUE; i++) {
            cluster.faults.add(FakeCluster.answering(Errors.INVALID_RECORD));
            append(0, "refused");
            output.flush();
        }
        append(0, "a");
        output.flush();

        assertThat(cluster.logs.get(new TopicPartition(TOPIC, 0)).batches).containsExactly("1001/0:0+1");
    }

    @Test
    void batchTooLargeForTheBrokerIsSentInParts() {
        for (int i = 0; i < 40; i++) {
            append(0, "value " + i);
        }
        cluster.faults.add(FakeCluster.answering(Errors.MESSAGE_TOO_LARGE));
        cluster.faults.add(FakeCluster.answering(Errors.MESSAGE_TOO_LARGE));

        output.flush();

        assertThat(cluster.values(TOPIC, 0))
                .isEqualTo(IntStream.range(0, 40).mapToObj(i -> "value " + i).toList());
        assertThat(cluster.logs.get(new TopicPartition(TOPIC, 0)).batches).hasSize(3);
        assertThat(heard.offsets).hasSize(3).endsWith(40L);
    }

    @Test
    void recordTooLargeForTheBrokerIsRefused() {
        append(0, "a");
        cluster.faults.add(FakeCluster.answering(Errors.MESSAGE_TOO_LARGE));

        output.flush();

        assertThat(heard.errors).singleElement().isInstanceOf(RecordTooLargeException.class);
    }

    @Test
    void recordTooLargeForTheSettingsIsRefused() {
        settings.put("max.request.size", 1000);

        append(0, "x".repeat(1000));

        assertThat(heard.errors).singleElement().isInstanceOf(RecordTooLargeException.class);
    }

    @Test
    void appendWaitsForRoomAndThenGivesUp() {
        settings.putAll(Map.of("buffer.memory", 4096, "batch.size", 1024, "max.block.ms", 500));
        append(0, "first");
        output.flush();
        cluster.hold();
        for (int i = 0; i < 5; i++) {
            append(0, "x".repeat(900));
        }

        assertThat(heard.errors).isNotEmpty().allMatch(error -> error instanceof BufferExhaustedException);
        int refused = heard.errors.size();
        cluster.letGo();
        output.flush();
        append(0, "last");
        output.flush();
        assertThat(cluster.values(TOPIC, 0)).hasSize(7 - refused).endsWith("last");
    }

    @Test
    void appendWaitsForRoomThatAnAnswerMakes() {
        settings.putAll(Map.of("buffer.memory", 4096, "batch.size", 1024));
        for (int i = 0; i < 100; i++) {
            append(0, i + "x".repeat(900));
        }
        output.flush();

        assertThat(cluster.values(TOPIC, 0)).hasSize(100);
        assertThat(heard.errors).isEmpty();
    }

    @Test
    void unknownTopicIsWaitedFor() {
        settings.put("max.block.ms", 1000);
        open().append("nowhere", 0, record.set(null, bytes("a"), 1, null), heard);

        assertThat(heard.errors).singleElement().isInstanceOf(TimeoutException.class);
    }

    @Test
    void topicThatAppearsMeanwhileIsFound() {
        cluster.reachable(false);
        open();
        output.drive();
        cluster.topic("late", 1);
        cluster.reachable(true);

        output.append("late", 0, record.set(null, bytes("a"), 1, null), heard);
        output.flush();

        assertThat(cluster.values("late", 0)).containsExactly("a");
        assertThat(output.partitionCount("late")).isEqualTo(1);
    }

    @Test
    void partitionThatWasAddedIsFound() {
        append(0, "a");
        cluster.topic(TOPIC, 6);

        append(5, "b");
        output.flush();

        assertThat(cluster.values(TOPIC, 5)).containsExactly("b");
    }

    @Test
    void topicThatMayNotBeSeenIsRefused() {
        cluster.topicErrors.put("secret", Errors.TOPIC_AUTHORIZATION_FAILED);

        open().append("secret", 0, record.set(null, bytes("a"), 1, null), heard);

        assertThat(heard.errors).singleElement().isInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    void partitionsOfATopicThatIsNotThereCannotBeTold() {
        settings.put("max.block.ms", 1000);

        assertThatThrownBy(() -> open().partitionCount("nowhere")).isInstanceOf(TimeoutException.class);
    }

    @Test
    void batchWaitsForALeader() {
        cluster.leaderless(true);
        append(0, "a");
        output.drive();
        cluster.leaderless(false);

        output.flush();

        assertThat(cluster.values(TOPIC, 0)).containsExactly("a");
    }

    @Test
    void batchWithoutLeaderIsGivenUpWhenItsTimeIsUp() {
        settings.putAll(Map.of("delivery.timeout.ms", 2_000, "request.timeout.ms", 1_000));
        cluster.leaderless(true);
        append(0, "a");

        output.flush();

        assertThat(heard.errors).singleElement().isInstanceOf(TimeoutException.class);
    }

    @Test
    void refusedProducerIdFailsWhatWaitsForIt() {
        cluster.identityErrors.add(Errors.CLUSTER_AUTHORIZATION_FAILED);
        append(0, "a");

        output.flush();

        assertThat(heard.errors).singleElement().isInstanceOf(ClusterAuthorizationException.class);
    }

    @Test
    void producerIdIsAskedForAgain() {
        cluster.identityErrors.add(Errors.COORDINATOR_LOAD_IN_PROGRESS);
        append(0, "a");

        output.flush();

        assertThat(cluster.values(TOPIC, 0)).containsExactly("a");
    }

    @Test
    void closingWritesWhatIsThere() {
        append(0, "a");

        output.close(Duration.ofSeconds(5));
        output.close(Duration.ofSeconds(5));

        assertThat(cluster.values(TOPIC, 0)).containsExactly("a");
        assertThat(cluster.isOpen()).isFalse();
        assertThatThrownBy(() -> append(0, "b")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closingGivesUpWhatCannotBeWritten() {
        append(0, "a");
        cluster.reachable(false);

        output.close(Duration.ofSeconds(5));

        assertThat(heard.errors).singleElement().isInstanceOf(KafkaException.class);
        assertThat(cluster.isOpen()).isFalse();
    }

    @Test
    void interruptedThreadDoesNotWait() {
        append(0, "a");
        cluster.reachable(false);
        Thread.currentThread().interrupt();

        assertThatThrownBy(output::flush).isInstanceOf(InterruptException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void negativeTimestampsAndPartitionsAreErrors() {
        open();

        assertThatThrownBy(() -> output.append(TOPIC, 0, record.set(null, null, -1, null), heard))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> output.append(TOPIC, -2, record.set(null, null, 1, null), heard))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Whatever happens to requests and answers: each record once, in order, and everyone hears of his own. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void faultsLoseAndDoubleNothing(long seed) {
        Random random = new Random(seed);
        settings.putAll(Map.of("batch.size", 200, "linger.ms", random.nextInt(20), "buffer.memory", 20_000));
        List<List<String>> expected = new ArrayList<>();
        IntStream.range(0, 4).forEach(partition -> expected.add(new ArrayList<>()));
        for (int i = 0; i < 2000; i++) {
            if (random.nextInt(4) == 0) {
                cluster.faults.add(fault(random));
            }
            int partition = random.nextInt(4);
            append(partition, "value " + i);
            expected.get(partition).add("value " + i);
            if (random.nextInt(50) == 0) {
                cluster.time.sleep(random.nextInt(30));
                output.drive();
            }
            if (random.nextInt(300) == 0) {
                output.flush();
            }
        }
        output.flush();

        for (int partition = 0; partition < 4; partition++) {
            assertThat(cluster.values(TOPIC, partition)).as("seed " + seed).isEqualTo(expected.get(partition));
        }
        assertThat(heard.errors).as("seed " + seed).isEmpty();
    }

    private static FakeCluster.Fault fault(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> FakeCluster.LOST_REQUEST;
            case 1 -> FakeCluster.LOST_ANSWER;
            case 2 -> FakeCluster.answering(Errors.NOT_LEADER_OR_FOLLOWER);
            case 3 -> FakeCluster.writingAndAnswering(Errors.REQUEST_TIMED_OUT);
            case 4 -> FakeCluster.answering(Errors.NOT_ENOUGH_REPLICAS);
            default -> FakeCluster.NONE;
        };
    }

    private RecordOutput open() {
        if (output == null) {
            output = cluster.output(settings);
        }
        return output;
    }

    private void append(int partition, String value) {
        open().append(TOPIC, partition, record.set(null, bytes(value), 1_000, null), heard);
    }

    /** Drives until nothing moves without time passing. */
    private long driveToRest() {
        long nextMs = 0;
        for (int i = 0; i < 5; i++) {
            nextMs = output.drive();
        }
        return nextMs;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
