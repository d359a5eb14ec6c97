package dev.millrace.streams.internal.runtime.thread;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import dev.millrace.streams.errors.TaskCorruptedException;
import dev.millrace.streams.internal.assignment.AssignmentVerdict;
import dev.millrace.streams.internal.assignment.ClusterFacts;
import dev.millrace.streams.internal.assignment.InternalTopicCreator;
import dev.millrace.streams.internal.assignment.Leadership;
import dev.millrace.streams.internal.assignment.SubtopologyTopics;
import dev.millrace.streams.internal.changelog.ChangelogEnds;
import dev.millrace.streams.internal.changelog.Restorer;
import dev.millrace.streams.internal.changelog.StateDirectory;
import dev.millrace.streams.internal.metrics.Sensors;
import dev.millrace.streams.internal.runtime.app.RestoreListeners;
import dev.millrace.streams.internal.runtime.commit.AtLeastOnceCommit;
import dev.millrace.streams.internal.runtime.stores.RecordingStore;
import dev.millrace.streams.internal.runtime.stores.StoreOf;
import dev.millrace.streams.internal.runtime.task.StandbyTask;
import dev.millrace.streams.internal.runtime.task.StreamTask;
import dev.millrace.streams.internal.runtime.task.TaskFactory;
import dev.millrace.streams.internal.runtime.task.TaskFixture;
import dev.millrace.streams.internal.runtime.task.TaskResources;
import dev.millrace.streams.internal.settings.RuntimeSettings;
import dev.millrace.streams.internal.spi.HeapBudget;
import dev.millrace.streams.internal.topology.TopologyPlan;
import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;

import static org.assertj.core.api.Assertions.assertThat;

/** A stream thread stepped by the test: real tasks, clients that are not connected, a clock set by hand. */
class StreamThreadTest {
    private static final TopicPartition FIRST = new TopicPartition(TaskFixture.IN, 0);
    private static final TopicPartition SECOND = new TopicPartition(TaskFixture.IN, 1);
    private static final TopicPartition KEPT_LOG = new TopicPartition("app-kept-changelog", 0);
    private static final long COMMIT_INTERVAL_MS = 1_000;

    @TempDir
    private Path directory;

    private final List<ThreadState> states = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final GroupConsumer consumer = new GroupConsumer();
    private final HeapBudget uncommitted = new HeapBudget(100);
    private final PauseSwitch pause = new PauseSwitch();
    private StreamThreadExceptionResponse answer = StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    private final List<Upper> processors = new ArrayList<>();
    private final MockConsumer<byte[], byte[]> restoreConsumer = new MockConsumer<>("none");
    private final List<String> storeCalls = new ArrayList<>();
    private boolean failOnInit;
    private long taskTimeoutMs;
    private Restorer restorer;
    private TaskFixture fixture;
    private Membership membership;
    private StreamThread thread;

    @BeforeEach
    void build() {
        fixture = new TaskFixture(directory).pipe(Upper::new);
        fixture.config.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 2);
        thread = thread();
        consumer.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
    }

    @Test
    void runsOnceItsTasksDo() {
        assign(FIRST);
        thread.step();

        assertThat(states)
                .containsExactly(new ThreadState.Joining(), new ThreadState.Assigned(), new ThreadState.Running());
        assertThat(thread.runningTasks()).extracting(StreamTask::id).containsExactly(new TaskId(0, 0));
    }

    @Test
    void whatIsPolledIsProcessedInTheSameStep() {
        assign(FIRST);
        thread.step();
        deliver(FIRST, 0, "a", "b");

        thread.step();

        assertThat(outputs()).containsExactly("A", "B");
    }

    @Test
    void pausedThreadPollsAndCommitsButDoesNotProcess() {
        assign(FIRST);
        thread.step();
        deliver(FIRST, 0, "a");
        thread.step();
        pause.set(true);
        deliver(FIRST, 1, "b");
        fixture.time.sleep(COMMIT_INTERVAL_MS);

        thread.step();

        assertThat(outputs()).containsExactly("A");
        assertThat(committedOffset(FIRST)).isEqualTo(1);

        pause.set(false);
        thread.step();

        assertThat(outputs()).containsExactly("A", "B");
    }

    @Test
    void commitsWhenTheIntervalIsOver() {
        assign(FIRST);
        thread.step();
        deliver(FIRST, 0, "a", "b");
        thread.step();
        assertThat(consumer.committed(Set.of(FIRST)).get(FIRST)).isNull();

        fixture.time.sleep(COMMIT_INTERVAL_MS);
        thread.step();

        assertThat(committedOffset(FIRST)).isEqualTo(2);
    }

    @Test
    void commitsAllTasksEarlyWhenUncommittedChangesTakeTooMuchOfTheHeap() {
        assign(FIRST, SECOND);
        thread.step();
        deliver(FIRST, 0, "a", "b");
        thread.step();
        uncommitted.charge(101);

        thread.step();

        assertThat(committedOffset(FIRST)).isEqualTo(2);
    }

    @Test
    void revokedTaskIsCommittedAndOthersGoOn() {
        assign(FIRST, SECOND);
        thread.step();
        deliver(FIRST, 0, "a");
        thread.step();
        deliver(SECOND, 0, "b");
        thread.step();

        assign(SECOND);
        deliver(SECOND, 1, "c");
        thread.step();

        assertThat(consumer.committedHistory).containsExactly(Map.of(FIRST, 1L));
        assertThat(thread.runningTasks()).extracting(StreamTask::id).containsExactly(new TaskId(0, 1));
        assertThat(outputs()).containsExactlyInAnyOrder("A", "B", "C");
        assertThat(membership.runningTasks()).containsExactly(new TaskId(0, 1));
    }

    @Test
    void partitionIsPausedWhileItsTaskHoldsTooMuch() {
        assign(FIRST);
        thread.step();
        deliver(FIRST, 0, "a", "b", "c", "d");

        thread.step();
        assertThat(consumer.pausedInHistory).contains(FIRST);
        thread.step();

        assertThat(consumer.paused()).isEmpty();
        assertThat(outputs()).containsExactly("A", "B", "C", "D");
    }

    @Test
    void stopCommitsClosesAndLeaves() {
        assign(FIRST);
        thread.step();
        deliver(FIRST, 0, "a");
        thread.step();

        thread.stop(GroupMembershipOperation.LEAVE_GROUP);
        boolean more = thread.step();

        assertThat(more).isFalse();
        assertThat(thread.state()).isEqualTo(new ThreadState.Dead(Optional.empty()));
        assertThat(consumer.committedHistory).containsExactly(Map.of(FIRST, 1L));
        assertThat(consumer.closed()).isTrue();
        assertThat(fixture.producer.closed()).isTrue();
    }

    @Test
    void errorIsAnsweredAndEndsTheThreadWithoutCommit() {
        assign(FIRST);
        thread.step();
        deliver(FIRST, 0, "a", "poison");

        thread.step();
        boolean more = thread.step();

        assertThat(more).isFalse();
        assertThat(failures).singleElement().satisfies(failure -> assertThat(failure)
                .hasRootCauseMessage("poison"));
        assertThat(thread.state()).isInstanceOf(ThreadState.Dead.class);
        assertThat(consumer.committedHistory).isEmpty();
    }

    @Test
    void shutdownOfTheApplicationIsToldToTheGroup() {
        answer = StreamThreadExceptionResponse.SHUTDOWN_APPLICATION;
        assign(FIRST);
        thread.step();
        deliver(FIRST, 0, "poison");

        boolean more = thread.step();

        assertThat(more).isTrue();
        assertThat(membership.shutdownApplicationRequested()).isTrue();
        assertThat(thread.runningTasks()).isEmpty();
        membership.onVerdict(AssignmentVerdict.SHUTDOWN_APPLICATION, "all stop");
        thread.step();
        assertThat(thread.step()).isFalse();
    }

    @Test
    void leadersVerdictEndsTheThread() {
        membership.onVerdict(AssignmentVerdict.MISSING_SOURCE_TOPICS, "in does not exist");

        thread.step();

        assertThat(failures).singleElement().satisfies(failure -> assertThat(failure)
                .hasMessage("in does not exist"));
    }

    @Test
    void memberThatFellOutJoinsAgainWithoutItsTasks() {
        assign(FIRST);
        thread.step();
        deliver(FIRST, 0, "a");
        thread.step();
        consumer.refuseCommits = true;

        fixture.time.sleep(COMMIT_INTERVAL_MS);
        boolean more = thread.step();

        assertThat(more).isTrue();
        assertThat(failures).isEmpty();
        assertThat(thread.runningTasks()).isEmpty();
        assertThat(consumer.subscription()).containsExactly(TaskFixture.IN);
    }

    @Test
    void corruptedTaskGoesOnFromItsLastCommit() {
        assign(FIRST, SECOND);
        thread.step();
        deliver(FIRST, 0, "a");
        thread.step();
        fixture.time.sleep(COMMIT_INTERVAL_MS);
        thread.step();
        deliver(FIRST, 1, "b", "corrupt");
        thread.step();
        assertThat(thread.runningTasks()).extracting(StreamTask::id).containsExactly(new TaskId(0, 1));

        thread.step();

        assertThat(failures).isEmpty();
        assertThat(states).endsWith(new ThreadState.Assigned(), new ThreadState.Running());
        assertThat(thread.runningTasks())
                .extracting(StreamTask::id)
                .containsExactly(new TaskId(0, 1), new TaskId(0, 0));
        assertThat(consumer.position(FIRST)).isEqualTo(1);
        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void taskThatNeverCommittedBeginsAgainWhereItsSourceSays() {
        assign(FIRST);
        thread.step();
        deliver(FIRST, 0, "a", "corrupt");
        thread.step();

        thread.step();

        assertThat(failures).isEmpty();
        assertThat(consumer.position(FIRST)).isZero();
    }

    @Test
    void recordThatCannotBeWrittenNowIsTriedAgainWithinTheTaskTimeout() {
        taskTimeoutMs = 10_000;
        rebuild(false);
        assign(FIRST);
        thread.step();
        failNextWrite("a");
        assertThat(failures).isEmpty();
        fixture.time.sleep(taskTimeoutMs);
        thread.step();

        failNextWrite("a");
        thread.step();

        assertThat(failures).singleElement().satisfies(failure -> assertThat(failure)
                .hasMessageContaining("task.timeout.ms")
                .hasRootCauseMessage("no leader"));
    }

    /** Processes {@code value} and has the broker refuse what comes of it, until the task is under way again. */
    private void failNextWrite(String value) {
        deliver(FIRST, 0, value);
        thread.step();
        fixture.producer.errorNext(new TimeoutException("no leader"));
        fixture.time.sleep(COMMIT_INTERVAL_MS);
        thread.step();
        thread.step();
    }

    @Test
    void allRevokedTasksAreClosedThoughOneFailsTo() {
        assign(FIRST, SECOND);
        thread.step();
        List<Upper> open = List.copyOf(processors);
        open.get(0).failOnClose = true;

        assign();
        thread.step();

        assertThat(open).extracting(processor -> processor.closed).containsExactly(true, true);
        assertThat(failures).singleElement().satisfies(failure -> assertThat(failure)
                .hasRootCauseMessage("does not close"));
    }

    @Test
    void endsInOrderThoughNobodyCanSayWhatIsToComeOfAnError() {
        answer = null;
        assign(FIRST);
        thread.step();
        deliver(FIRST, 0, "poison");
        thread.step();

        boolean more = thread.step();

        assertThat(more).isFalse();
        assertThat(thread.state()).isInstanceOf(ThreadState.Dead.class);
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void shutdownOfTheApplicationIsToldThoughTheErrorCameWithTheRestorer() {
        answer = StreamThreadExceptionResponse.SHUTDOWN_APPLICATION;
        fixture.store(new StoreOf("kept", () -> new RecordingStore("kept", new ArrayList<>(), false, false)), "step");
        rebuild(true);
        restoreConsumer.updateBeginningOffsets(Map.of(KEPT_LOG, 0L));
        restoreConsumer.updateEndOffsets(Map.of(KEPT_LOG, 0L));
        failOnInit = true;
        assign(FIRST);
        thread.step();
        restorer.runOnce(0);
        thread.step();
        thread.step();

        boolean more = thread.step();

        assertThat(failures).hasSize(1);
        assertThat(membership.shutdownApplicationRequested()).isTrue();
        assertThat(more).isTrue();
    }

    @Test
    void copyOfATaskFollowsUntilTheTaskRunsHere() {
        keepStore();
        restoreConsumer.schedulePollTask(() -> {
            restoreConsumer.addRecord(record(KEPT_LOG, 0, "a"));
            restoreConsumer.addRecord(record(KEPT_LOG, 1, "b"));
        });
        membership.onStandbyTasks(Set.of(new TaskId(0, 0)));
        thread.step();
        assertThat(thread.standbyTasks()).extracting(StandbyTask::id).containsExactly(new TaskId(0, 0));
        restorer.runOnce(0);
        assertThat(membership.stateSums()).containsEntry(new TaskId(0, 0), 2L);
        assertThat(membership.standbyTasks()).containsExactly(new TaskId(0, 0));

        membership.onStandbyTasks(Set.of());
        assign(FIRST);
        settle();

        assertThat(storeCalls).containsExactly("open kept", "restore kept", "restore kept", "close kept", "open kept");
        assertThat(thread.standbyTasks()).isEmpty();
        assertThat(thread.runningTasks()).extracting(StreamTask::id).containsExactly(new TaskId(0, 0));
    }

    @Test
    void copyThatIsNotWantedAnyMoreIsClosed() {
        keepStore();
        membership.onStandbyTasks(Set.of(new TaskId(0, 0)));
        thread.step();
        restorer.runOnce(0);

        membership.onStandbyTasks(Set.of());
        settle();

        assertThat(storeCalls).endsWith("close kept");
        assertThat(thread.standbyTasks()).isEmpty();
    }

    @Test
    void stoppingWaitsForCopiesAndClosesThem() {
        keepStore();
        membership.onStandbyTasks(Set.of(new TaskId(0, 0)));
        thread.step();
        restorer.runOnce(0);

        thread.stop(GroupMembershipOperation.DEFAULT);
        assertThat(thread.step()).isTrue();
        restorer.runOnce(0);
        thread.step();

        assertThat(thread.step()).isFalse();
        assertThat(storeCalls).endsWith("close kept");
    }

    /** Gives the processor a logged store that knows its offsets. */
    private void keepStore() {
        Map<TopicPartition, Long> kept = new HashMap<>();
        fixture.store(
                new StoreOf("kept", () -> {
                    RecordingStore store = new RecordingStore("kept", storeCalls, true, true);
                    kept.forEach(store::standsAt);
                    kept.put(KEPT_LOG, 2L);
                    return store;
                }),
                "step");
        rebuild(true);
        restoreConsumer.updateBeginningOffsets(Map.of(KEPT_LOG, 0L));
        restoreConsumer.updateEndOffsets(Map.of(KEPT_LOG, 2L));
    }

    private void settle() {
        for (int i = 0; i < 4; i++) {
            thread.step();
            restorer.runOnce(0);
        }
        thread.step();
    }

    private void rebuild(boolean autoComplete) {
        TaskFixture former = fixture;
        fixture = new TaskFixture(directory, former.topology, autoComplete);
        fixture.config.putAll(former.config);
        thread = thread();
    }

    /** Has the group assign {@code partitions} with the next poll. */
    private void assign(TopicPartition... partitions) {
        consumer.schedulePollTask(() -> consumer.rebalance(Set.of(partitions)));
        thread.step();
    }

    private void deliver(TopicPartition partition, long firstOffset, String... values) {
        consumer.schedulePollTask(() -> {
            long offset = firstOffset;
            for (String value : values) {
                consumer.addRecord(record(partition, offset, value));
                offset++;
            }
        });
    }

    private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset, String value) {
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                offset,
                TimestampType.CREATE_TIME,
                value.length(),
                value.length(),
                value.getBytes(),
                value.getBytes(),
                new RecordHeaders(),
                Optional.empty());
    }

    private List<String> outputs() {
        return fixture.producer.history().stream()
                .map(record -> new String(record.value()))
                .toList();
    }

    private long committedOffset(TopicPartition partition) {
        return consumer.committed(Set.of(partition)).get(partition).offset();
    }

    private Leadership leadership(RuntimeSettings settings) {
        return new Leadership(
                new InternalTopicCreator(nobody(), fixture.time, (short) 1, 0),
                new ClusterFacts(nobody()),
                settings.placement().configs(),
                Optional.empty(),
                Map.of(),
                fixture.time);
    }

    private StreamThread thread() {
        RuntimeSettings settings = RuntimeSettings.from(new StreamsConfig(fixture.config));
        TopologyPlan plan = fixture.topology.plan(settings);
        List<SubtopologyTopics> topics =
                plan.subtopologies().stream().map(SubtopologyTopics::of).toList();
        StateDirectory state = new StateDirectory(directory, "app", false, fixture.time);
        membership = new Membership(new UUID(0, 1), topics, leadership(settings), state, "", Map.of());
        TaskResources resources = new TaskResources(
                fixture.output,
                TaskFixture.budget(0),
                consumer::currentLag,
                state,
                Map.of(),
                fixture.time,
                Sensors.unreported(new StreamsConfig(fixture.config), fixture.time));
        TaskFactory tasks = new TaskFactory(plan, new StreamsConfig(fixture.config), settings, resources);
        restorer = new Restorer(
                restoreConsumer,
                ChangelogEnds.readableBy(restoreConsumer),
                new RestoreListeners(),
                new RestoreListeners(),
                fixture.time,
                0);
        ThreadParts parts = new ThreadParts(
                new InputTopics(topics),
                new OffsetResets(plan, "earliest", fixture.time),
                tasks::create,
                tasks::createStandby,
                restorer,
                state,
                uncommitted,
                new LoopSettings(0, COMMIT_INTERVAL_MS, taskTimeoutMs, 0),
                pause,
                fixture.time);
        Mailbox mailbox = new Mailbox(consumer);
        return new StreamThread(
                "thread",
                new ThreadClients(consumer, fixture.output, mailbox),
                membership,
                new LeaderSeat(consumer, membership, fixture.time),
                new AtLeastOnceCommit(fixture.output, new GroupOffsets(consumer, mailbox)),
                parts,
                new Listener());
    }

    private static Admin nobody() {
        return (Admin) Proxy.newProxyInstance(
                Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, (proxy, method, arguments) -> {
                    throw new AssertionError("the cluster is not to be asked: " + method);
                });
    }

    /** Writes values in capitals; cannot stand poison. */
    private final class Upper extends ContextualProcessor<String, String, String, String> {
        private boolean failOnClose;
        private boolean closed;

        private Upper() {
            processors.add(this);
        }

        @Override
        public void init(ProcessorContext<String, String> context) {
            super.init(context);
            if (failOnInit) {
                throw new IllegalStateException("does not open");
            }
        }

        @Override
        public void close() {
            closed = true;
            if (failOnClose) {
                throw new IllegalStateException("does not close");
            }
        }

        @Override
        public void process(Record<String, String> record) {
            if (record.value().equals("poison")) {
                throw new IllegalStateException("poison");
            }
            if (record.value().equals("corrupt")) {
                throw new TaskCorruptedException(Set.of(context().taskId()));
            }
            context().forward(record.withValue(record.value().toUpperCase(Locale.ROOT)));
        }
    }

    /** Remembers what was committed and paused; may be out of the group. */
    private static final class GroupConsumer extends MockConsumer<byte[], byte[]> {
        private final List<Map<TopicPartition, Long>> committedHistory = new ArrayList<>();
        private final List<TopicPartition> pausedInHistory = new ArrayList<>();
        private boolean refuseCommits;

        private GroupConsumer() {
            super("none");
        }

        @Override
        public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
            if (refuseCommits) {
                throw new CommitFailedException();
            }
            Map<TopicPartition, Long> plain = new HashMap<>();
            offsets.forEach((partition, position) -> plain.put(partition, position.offset()));
            committedHistory.add(plain);
            super.commitSync(offsets);
        }

        @Override
        public synchronized void pause(Collection<TopicPartition> partitions) {
            pausedInHistory.addAll(partitions);
            super.pause(partitions);
        }
    }

    /** Answers as the test says. */
    private final class Listener implements ThreadListener {
        @Override
        public void onStateChange(StreamThread changed, ThreadState from, ThreadState to) {
            states.add(to);
        }

        @Override
        public StreamThreadExceptionResponse onFailure(StreamThread failed, Throwable failure) {
            if (answer == null) {
                throw new IllegalStateException("no answer");
            }
            failures.add(failure);
            return answer;
        }

        @Override
        public void onApplicationShutdown(StreamThread told) {
            failures.clear();
        }
    }
}
