package dev.millrace.streams.internal.changelog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.millrace.streams.errors.ProcessorStateException;
import dev.millrace.streams.errors.TaskCorruptedException;
import dev.millrace.streams.internal.SteppedTime;
import dev.millrace.streams.internal.spi.BatchRestore;
import dev.millrace.streams.processor.StandbyUpdateListener;
import dev.millrace.streams.processor.StateRestoreListener;
import dev.millrace.streams.processor.TaskId;

import static org.assertj.core.api.Assertions.assertThat;

class RestorerTest {
    private static final TaskId TASK = new TaskId(1, 0);
    private static final TaskId OTHER = new TaskId(1, 1);
    private static final TopicPartition LOG = new TopicPartition("app-store-changelog", 0);
    private static final TopicPartition OTHER_LOG = new TopicPartition("app-store-changelog", 1);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private final SteppedTime time = new SteppedTime();
    private final List<String> heard = new ArrayList<>();
    private final Owner owner = new Owner();
    private boolean failInListener;
    private Restorer restorer;

    @BeforeEach
    void open() {
        restorer = new Restorer(
                consumer, ChangelogEnds.readableBy(consumer), new Heard(), new HeardOfCopies(), time, 1_000);
    }

    @Test
    void restoresFromTheBeginningWhenNothingIsKnown() {
        Store store = new Store();
        StoreChangelogPartition changelog = changelog(LOG, store, StoreChangelogPartition.UNKNOWN);
        log(LOG, 5, 8);

        restore(changelog);

        assertThat(store.content).isEqualTo(Map.of(5L, "v5", 6L, "v6", 7L, "v7"));
        assertThat(changelog.nextOffset()).isEqualTo(8);
        assertThat(owner.answers).containsExactly("restored 1_0");
    }

    @Test
    void restoresOnlyTheTailThatTheStoreDoesNotHold() {
        Store store = new Store();
        log(LOG, 0, 9);

        restore(changelog(LOG, store, 7));

        assertThat(store.content).isEqualTo(Map.of(7L, "v7", 8L, "v8"));
    }

    @Test
    void storeThatIsUpToDateComesBackWithoutReading() {
        log(LOG, 0, 9);

        restore(changelog(LOG, new Store(), 9));

        assertThat(owner.answers).containsExactly("restored 1_0");
        assertThat(consumer.assignment()).isEmpty();
    }

    @Test
    void emptyChangelogComesBackAtOnce() {
        log(LOG, 0, 0);

        restorer.submit(job(TASK, changelog(LOG, new Store(), StoreChangelogPartition.UNKNOWN)));
        restorer.runOnce(0);

        assertThat(owner.answers).containsExactly("restored 1_0");
    }

    @Test
    void batchComesInOnePieceWithTheOffsetItEndsAt() {
        Store store = new Store();
        log(LOG, 0, 4);

        restore(changelog(LOG, store, 1));

        assertThat(store.batches).containsExactly("[1, 2, 3] -> 4");
    }

    @Test
    void plainCallbackGetsEntryByEntry() {
        List<String> got = new ArrayList<>();
        log(LOG, 0, 2);

        restore(new StoreChangelogPartition(
                LOG, "store", false, (key, value) -> got.add(text(key) + "=" + text(value)), 0));

        assertThat(got).containsExactly("0=v0", "1=v1");
    }

    @Test
    void offsetsWithoutRecordsAtTheEndDoNotHoldItUp() {
        Store store = new Store();
        log(LOG, 0, 3);
        consumer.updateEndOffsets(Map.of(LOG, 6L));
        StoreChangelogPartition changelog = changelog(LOG, store, 0);
        restorer.submit(job(TASK, changelog));
        restorer.runOnce(0);
        assertThat(owner.answers).isEmpty();

        consumer.seek(LOG, 6);
        restorer.runOnce(0);

        assertThat(owner.answers).containsExactly("restored 1_0");
        assertThat(changelog.nextOffset()).isEqualTo(6);
    }

    @Test
    void tasksFinishIndependently() {
        Store slow = new Store();
        log(LOG, 0, 2);
        log(OTHER_LOG, 0, 0);
        consumer.updateEndOffsets(Map.of(OTHER_LOG, 50L));
        restorer.submit(job(TASK, changelog(LOG, new Store(), 0)));
        restorer.submit(job(OTHER, changelog(OTHER_LOG, slow, 0)));

        restorer.runOnce(0);
        restorer.runOnce(0);

        assertThat(owner.answers).containsExactly("restored 1_0");
        assertThat(consumer.assignment()).containsExactly(OTHER_LOG);
    }

    @Test
    void inputTopicIsRestoredUpToTheCommittedOffsetOnly() {
        Store store = new Store();
        log(LOG, 0, 9);
        StoreChangelogPartition source = new StoreChangelogPartition(LOG, "store", true, store, 0);

        run(RestoreJob.restoring(TASK, List.of(source), Map.of(LOG, 2L), owner));

        assertThat(store.content.keySet()).containsExactly(0L, 1L);
        assertThat(source.nextOffset()).isEqualTo(2);
        assertThat(owner.answers).containsExactly("restored 1_0");
    }

    @Test
    void inputTopicWithoutCommitIsNotRestored() {
        Store store = new Store();
        log(LOG, 0, 9);

        run(RestoreJob.restoring(
                TASK, List.of(new StoreChangelogPartition(LOG, "store", true, store, -1)), Map.of(), owner));

        assertThat(store.content).isEmpty();
        assertThat(owner.answers).containsExactly("restored 1_0");
    }

    @Test
    void storeAheadOfItsChangelogIsCorrupt() {
        log(LOG, 0, 3);

        restore(changelog(LOG, new Store(), 4));

        assertThat(owner.answers).containsExactly("failed 1_0");
        assertThat(owner.failure).isInstanceOf(TaskCorruptedException.class);
    }

    @Test
    void offsetThatTheChangelogNoLongerHasIsCorrupt() {
        log(LOG, 0, 9);
        restorer.submit(job(TASK, changelog(LOG, new Store(), 2)));
        consumer.setPollException(new OffsetOutOfRangeException(Map.of(LOG, 2L)));

        restorer.runOnce(0);

        assertThat(owner.answers).containsExactly("failed 1_0");
        assertThat(owner.failure)
                .isInstanceOfSatisfying(TaskCorruptedException.class, corrupt -> assertThat(corrupt.corruptedTasks())
                        .containsExactly(TASK));
    }

    @Test
    void storeThatRefusesEntriesFailsItsTaskOnly() {
        Store good = new Store();
        log(LOG, 0, 2);
        log(OTHER_LOG, 0, 2);
        restorer.submit(job(
                TASK,
                new StoreChangelogPartition(
                        LOG,
                        "bad",
                        false,
                        (key, value) -> {
                            throw new IllegalStateException("disk full");
                        },
                        0)));
        restorer.submit(job(OTHER, changelog(OTHER_LOG, good, 0)));

        restorer.runOnce(0);
        restorer.runOnce(0);

        assertThat(owner.answers).containsExactlyInAnyOrder("failed 1_0", "restored 1_1");
        assertThat(owner.failure)
                .isInstanceOf(ProcessorStateException.class)
                .hasMessageContaining("bad")
                .hasMessageContaining(LOG.toString())
                .hasRootCauseMessage("disk full");
        assertThat(good.content).hasSize(2);
    }

    @Test
    void fatalErrorOfTheConsumerReachesEveryOwner() {
        log(LOG, 0, 2);
        log(OTHER_LOG, 0, 2);
        restorer.submit(job(TASK, changelog(LOG, new Store(), 0)));
        restorer.submit(job(OTHER, changelog(OTHER_LOG, new Store(), 0)));
        consumer.setPollException(new KafkaException("not authorised"));

        restorer.runOnce(0);

        assertThat(owner.answers).containsExactlyInAnyOrder("failed 1_0", "failed 1_1");
    }

    @Test
    void clusterThatDoesNotAnswerIsAskedAgain() {
        log(LOG, 0, 2);
        consumer.setOffsetsException(new TimeoutException("nobody there"));
        restorer.submit(job(TASK, changelog(LOG, new Store(), 0)));

        restorer.runOnce(0);
        assertThat(owner.answers).isEmpty();
        finish();

        assertThat(owner.answers).containsExactly("restored 1_0");
    }

    @Test
    void clusterThatNeverAnswersFailsTheTask() {
        log(LOG, 0, 2);
        restorer.submit(job(TASK, changelog(LOG, new Store(), 0)));
        for (int i = 0; i < 2; i++) {
            consumer.setOffsetsException(new TimeoutException("nobody there"));
            restorer.runOnce(0);
            time.sleep(1_000);
        }

        assertThat(owner.answers).containsExactly("failed 1_0");
        assertThat(owner.failure).hasMessageContaining("task.timeout.ms");
    }

    @Test
    void taskTakenBackIsReturnedAsItIs() {
        log(LOG, 0, 0);
        consumer.updateEndOffsets(Map.of(LOG, 50L));
        restorer.submit(job(TASK, changelog(LOG, new Store(), 0)));
        restorer.runOnce(0);

        restorer.takeBack(TASK);
        restorer.runOnce(0);

        assertThat(owner.answers).containsExactly("returned 1_0");
        assertThat(consumer.assignment()).isEmpty();
        assertThat(heard).last().isEqualTo("suspend store 0");
    }

    @Test
    void taskTakenBackIsReturnedThoughTheListenerFails() {
        log(LOG, 0, 0);
        consumer.updateEndOffsets(Map.of(LOG, 50L));
        restorer.submit(job(TASK, changelog(LOG, new Store(), 0)));
        restorer.runOnce(0);
        failInListener = true;

        restorer.takeBack(TASK);
        restorer.runOnce(0);

        assertThat(owner.answers).containsExactly("returned 1_0");
    }

    @Test
    void brokenConsumerFailsTheTaskAndNotTheRestorer() {
        consumer.close();
        restorer.submit(job(TASK, changelog(LOG, new Store(), 0)));

        restorer.runOnce(0);
        restorer.submit(job(OTHER, changelog(OTHER_LOG, new Store(), 0)));
        restorer.runOnce(0);

        assertThat(owner.answers).containsExactly("failed 1_0", "failed 1_1");
        assertThat(restorer.busy()).isFalse();
    }

    @Test
    void taskTakenBackAfterItIsDoneIsNotReturnedTwice() {
        log(LOG, 0, 2);
        restore(changelog(LOG, new Store(), 0));

        restorer.takeBack(TASK);
        restorer.runOnce(0);

        assertThat(owner.answers).containsExactly("restored 1_0");
    }

    @Test
    void closingReturnsAllTasks() {
        log(LOG, 0, 0);
        consumer.updateEndOffsets(Map.of(LOG, 50L));
        restorer.submit(job(TASK, changelog(LOG, new Store(), 0)));
        restorer.runOnce(0);
        restorer.submit(job(OTHER, changelog(OTHER_LOG, new Store(), 0)));

        restorer.close();

        assertThat(owner.answers).containsExactlyInAnyOrder("returned 1_0", "returned 1_1");
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void listenerHearsOfStartBatchesAndEnd() {
        log(LOG, 3, 5);

        restore(changelog(LOG, new Store(), StoreChangelogPartition.UNKNOWN));

        assertThat(heard).containsExactly("start store 3..5", "batch store 4 x2", "end store 2");
    }

    @Test
    void copyFollowsItsChangelogWithoutEnd() {
        Store store = new Store();
        StoreChangelogPartition changelog = changelog(LOG, store, StoreChangelogPartition.UNKNOWN);
        log(LOG, 0, 2);
        restorer.submit(RestoreJob.following(TASK, List.of(changelog), owner));
        restorer.runOnce(0);

        consumer.addRecord(new ConsumerRecord<>(LOG.topic(), LOG.partition(), 2, bytes("2"), bytes("v2")));
        consumer.updateEndOffsets(Map.of(LOG, 3L));
        restorer.runOnce(0);

        assertThat(store.content).isEqualTo(Map.of(0L, "v0", 1L, "v1", 2L, "v2"));
        assertThat(changelog.nextOffset()).isEqualTo(3);
        assertThat(owner.answers).isEmpty();
        assertThat(restorer.busy()).isTrue();
        assertThat(heard).containsExactly("follow store from 0", "copied 1_0 store 1 x2", "copied 1_0 store 2 x1");
    }

    @Test
    void copyWaitsWhileATaskIsRestored() {
        Store copy = new Store();
        log(LOG, 0, 2);
        log(OTHER_LOG, 0, 0);
        consumer.updateEndOffsets(Map.of(OTHER_LOG, 50L));
        restorer.submit(job(OTHER, changelog(OTHER_LOG, new Store(), 0)));
        restorer.submit(RestoreJob.following(TASK, List.of(changelog(LOG, copy, 0)), owner));

        restorer.runOnce(0);
        assertThat(consumer.paused()).containsExactly(LOG);
        consumer.seek(OTHER_LOG, 50);
        restorer.runOnce(0);

        assertThat(owner.answers).containsExactly("restored 1_1");
        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void copyThatIsTakenBackSaysHowFarItCame() {
        log(LOG, 0, 2);
        restorer.submit(RestoreJob.following(TASK, List.of(changelog(LOG, new Store(), 0)), owner));
        restorer.runOnce(0);

        restorer.takeBack(TASK, StandbyUpdateListener.SuspendReason.PROMOTED);
        restorer.runOnce(0);

        assertThat(owner.answers).containsExactly("returned 1_0");
        assertThat(heard).last().isEqualTo("left store at 2 PROMOTED");
        assertThat(restorer.busy()).isFalse();
        assertThat(consumer.assignment()).isEmpty();
    }

    @Test
    void copyBeyondItsChangelogIsCorrupt() {
        log(LOG, 0, 2);
        restorer.submit(RestoreJob.following(TASK, List.of(changelog(LOG, new Store(), 9)), owner));

        restorer.runOnce(0);

        assertThat(owner.failure).isInstanceOf(TaskCorruptedException.class);
    }

    @Test
    void copyThatLosesItsPlaceFailsAlone() {
        log(LOG, 0, 2);
        log(OTHER_LOG, 0, 2);
        restorer.submit(RestoreJob.following(TASK, List.of(changelog(LOG, new Store(), 0)), owner));
        restorer.submit(RestoreJob.following(OTHER, List.of(changelog(OTHER_LOG, new Store(), 0)), owner));
        restorer.runOnce(0);
        consumer.setPollException(new OffsetOutOfRangeException(Map.of(LOG, 2L)));

        restorer.runOnce(0);

        assertThat(owner.answers).containsExactly("failed 1_0");
        assertThat(owner.failure).isInstanceOf(TaskCorruptedException.class);
        assertThat(consumer.assignment()).containsExactly(OTHER_LOG);
    }

    @Test
    void closingReturnsCopiesToo() {
        log(LOG, 0, 2);
        restorer.submit(RestoreJob.following(TASK, List.of(changelog(LOG, new Store(), 0)), owner));
        restorer.runOnce(0);

        restorer.close();

        assertThat(owner.answers).containsExactly("returned 1_0");
    }

    private void restore(StoreChangelogPartition changelog) {
        run(job(TASK, changelog));
    }

    private void run(RestoreJob job) {
        restorer.submit(job);
        finish();
    }

    private void finish() {
        for (int i = 0; i < 10 && owner.answers.isEmpty(); i++) {
            restorer.runOnce(0);
        }
    }

    private RestoreJob job(TaskId task, StoreChangelogPartition changelog) {
        return RestoreJob.restoring(task, List.of(changelog), Map.of(), owner);
    }

    private static StoreChangelogPartition changelog(TopicPartition partition, Store store, long offset) {
        return new StoreChangelogPartition(partition, "store", false, store, offset);
    }

    /** A changelog with a record for each offset; the mock takes records once the partition is assigned. */
    private void log(TopicPartition partition, long begin, long end) {
        consumer.updateBeginningOffsets(Map.of(partition, begin));
        consumer.updateEndOffsets(Map.of(partition, end));
        consumer.schedulePollTask(() -> {
            for (long offset = begin; offset < end && consumer.assignment().contains(partition); offset++) {
                consumer.addRecord(new ConsumerRecord<>(
                        partition.topic(), partition.partition(), offset, bytes("" + offset), bytes("v" + offset)));
            }
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes();
    }

    private static String text(byte[] bytes) {
        return new String(bytes);
    }

    /** A store that remembers what it got. */
    private static final class Store implements BatchRestore {
        private final Map<Long, String> content = new TreeMap<>();
        private final List<String> batches = new ArrayList<>();

        @Override
        public void restoreBatch(
                TopicPartition changelog, List<ConsumerRecord<byte[], byte[]>> records, long nextOffset) {
            records.forEach(record -> content.put(record.offset(), text(record.value())));
            batches.add(records.stream().map(ConsumerRecord::offset).toList() + " -> " + nextOffset);
        }

        @Override
        public void restore(byte[] key, byte[] value) {
            throw new AssertionError("one entry at a time: " + Arrays.toString(key));
        }
    }

    /** A stream thread's answers, in words. */
    private static final class Owner implements RestoreOwner {
        private final List<String> answers = new ArrayList<>();
        private RuntimeException failure;

        @Override
        public void restored(TaskId task) {
            answers.add("restored " + task);
        }

        @Override
        public void returned(TaskId task) {
            answers.add("returned " + task);
        }

        @Override
        public void failed(TaskId task, RuntimeException cause) {
            answers.add("failed " + task);
            failure = cause;
        }
    }

    /** Notes what the user's listener would hear. */
    private final class Heard implements StateRestoreListener {
        @Override
        public void onRestoreStart(TopicPartition partition, String storeName, long start, long end) {
            heard.add("start " + storeName + " " + start + ".." + end);
        }

        @Override
        public void onBatchRestored(TopicPartition partition, String storeName, long endOffset, long count) {
            heard.add("batch " + storeName + " " + endOffset + " x" + count);
        }

        @Override
        public void onRestoreEnd(TopicPartition partition, String storeName, long total) {
            heard.add("end " + storeName + " " + total);
        }

        @Override
        public void onRestoreSuspended(TopicPartition partition, String storeName, long total) {
            if (failInListener) {
                throw new IllegalStateException("listener");
            }
            heard.add("suspend " + storeName + " " + total);
        }
    }

    /** Notes what the user's listener would hear of copies. */
    private final class HeardOfCopies implements StandbyUpdateListener {
        @Override
        public void onUpdateStart(TopicPartition partition, String storeName, long start) {
            heard.add("follow " + storeName + " from " + start);
        }

        @Override
        public void onBatchLoaded(
                TopicPartition partition, String storeName, TaskId task, long batchEnd, long count, long end) {
            heard.add("copied " + task + " " + storeName + " " + batchEnd + " x" + count);
        }

        @Override
        public void onUpdateSuspended(
                TopicPartition partition, String storeName, long offset, long end, SuspendReason reason) {
            heard.add("left " + storeName + " at " + offset + " " + reason);
        }
    }
}
