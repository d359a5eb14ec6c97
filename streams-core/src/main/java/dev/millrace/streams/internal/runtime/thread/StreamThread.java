package dev.millrace.streams.internal.runtime.thread;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import dev.millrace.streams.errors.TaskCorruptedException;
import dev.millrace.streams.errors.TaskMigratedException;
import dev.millrace.streams.internal.assignment.GroupLayout;
import dev.millrace.streams.internal.output.UnwrittenRecordException;
import dev.millrace.streams.internal.runtime.commit.CommitProtocol;
import dev.millrace.streams.internal.runtime.task.StandbyTask;
import dev.millrace.streams.internal.runtime.task.StreamTask;
import dev.millrace.streams.processor.TaskId;

/**
 * What a stream thread does, as a step that is called again and again: {@link #runOnce()} is its whole life.
 *
 * <p><i>Confined to the thread that calls {@link #step()}</i>, but for {@link #stop}, {@link #state()} and {@link
 * #runningTasks()}, which any thread may call.
 */
public final class StreamThread {
    private static final long RETURN_POLL_MS = 10;
    private static final Logger LOG = LoggerFactory.getLogger(StreamThread.class);

    private final String name;
    private final ThreadClients clients;
    private final Membership membership;
    private final GroupSeat seat;
    private final Mailbox mailbox;
    private final ThreadParts parts;
    private final ThreadListener listener;
    private final TaskTable table;
    private final TaskAdmission admission;
    private final StandbyTasks standbys;
    private final PollPhase polls;
    private final ProcessPhase processing;
    private final CommitPhase commits;
    private final RebalanceHandler rebalances;
    private final Summary summary;
    private volatile ThreadState state = new ThreadState.Created();
    private volatile GroupMembershipOperation onClose = GroupMembershipOperation.DEFAULT;
    private boolean moreToProcess;

    /**
     * A thread not yet started.
     *
     * @param name of the thread, and in its messages
     * @param clients its own clients, which it closes
     */
    public StreamThread(
            String name,
            ThreadClients clients,
            Membership membership,
            GroupSeat seat,
            CommitProtocol protocol,
            ThreadParts parts,
            ThreadListener listener) {
        this.name = name;
        this.clients = clients;
        this.membership = membership;
        this.seat = seat;
        this.mailbox = clients.mailbox();
        this.parts = parts;
        this.listener = listener;
        this.table = membership.table();
        this.admission = new TaskAdmission(clients.consumer(), mailbox, table, parts);
        this.standbys = new StandbyTasks(mailbox, parts);
        membership.tellState(standbys::following, admission::restoring);
        this.polls = new PollPhase(clients.consumer(), mailbox, table, parts);
        this.commits = new CommitPhase(protocol, table, parts, membership::joining);
        this.processing = new ProcessPhase(table, commits, clients.output(), mailbox, parts);
        this.summary =
                new Summary(name, parts.loop().logSummaryMs(), parts.time().milliseconds());
        this.rebalances = new RebalanceHandler(
                parts.inputs(), table, admission, commits, polls, clients.consumer()::assignment, this::become);
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Where it is in its life. Any thread. */
    public ThreadState state() {
        return state;
    }

    /** The tasks it processes now. Any thread; their stores may be read through their read views only. */
    public List<StreamTask> runningTasks() {
        return table.running();
    }

    /** The tasks it will run, whose stores are being restored. Any thread, with the same care. */
    public List<StreamTask> restoringTasks() {
        return admission.restoring();
    }

    /** The tasks it keeps a copy of. Any thread, with the same care. */
    public List<StandbyTask> standbyTasks() {
        return standbys.following();
    }

    /** Who has what in the group, as its leader told last. Any thread. */
    public GroupLayout layout() {
        return membership.layout();
    }

    /** What its clients measure. Any thread. */
    public Map<MetricName, Metric> clientMetrics() {
        return clients.metrics();
    }

    /** Has it ask its clients something. Any thread. */
    public <T> CompletableFuture<T> ask(Function<ThreadClients, T> question) {
        return CompletableFuture.supplyAsync(() -> question.apply(clients), mailbox::post);
    }

    /** Has it look at once whether there is something to do. Any thread. */
    public void wake() {
        mailbox.post(() -> {});
    }

    /** Has it commit, close everything and end. Any thread. */
    public void stop(GroupMembershipOperation membershipOperation) {
        onClose = membershipOperation;
        mailbox.post(() -> become(current -> current.stopped(Optional.empty())));
    }

    /**
     * One step; on an error, one step towards what the handler of uncaught errors wants.
     *
     * @return false once nothing is left to be done
     */
    public boolean step() {
        if (state instanceof ThreadState.Dead) {
            return false;
        }
        try {
            runOnce();
        } catch (Exception | Error failure) {
            handleOrStop(unwrapped(failure));
        }
        return !(state instanceof ThreadState.Dead);
    }

    /** Nothing may escape: a thread that just ended would leave its tasks locked and its clients open. */
    private void handleOrStop(Throwable failure) {
        try {
            handle(failure);
        } catch (Exception | Error second) {
            LOG.error("{} cannot go on after an error, since handling it failed too", name, second);
            become(current -> current.stopped(Optional.of(failure)));
        }
    }

    private void runOnce() {
        mailbox.drain();
        if (state instanceof ThreadState.Stopping stopping) {
            closeStep(stopping.cause().isEmpty());
            return;
        }
        if (state instanceof ThreadState.Created) {
            become(ThreadState::started);
            seat.join(parts.inputs(), rebalances);
        }
        if (!commits.begun()) {
            return;
        }
        standbys.advance(membership.wantedStandbys(), table.assigned());
        admission.advance();
        if (admission.settled()) {
            become(ThreadState::allTasksRun);
        }
        polls.poll(pollTimeoutMs());
        heedGroup();
        moreToProcess = processing.run();
        long nowMs = parts.time().milliseconds();
        commits.commitDue(nowMs);
        summary.logIfDue(nowMs, processing.processedRecords(), commits.committedTasks());
    }

    private long pollTimeoutMs() {
        if (moreToProcess) {
            return 0;
        }
        long waitMs =
                Math.min(parts.loop().pollMs(), commits.remainingMs(parts.time().milliseconds()));
        return Math.min(waitMs, clients.output().drive());
    }

    private void heedGroup() {
        seat.heed();
        if (membership.applicationShutdownTold()) {
            listener.onApplicationShutdown(this);
            become(current -> current.stopped(Optional.empty()));
        }
        membership.takeFailure().ifPresent(failure -> {
            throw failure;
        });
    }

    private void handle(Throwable failure) {
        if (state instanceof ThreadState.Stopping) {
            LOG.error("{} failed while it stopped", name, failure);
            become(current -> current.stopped(Optional.of(failure)));
        } else if (failure instanceof TaskMigratedException) {
            LOG.warn("{} joins the group again: {}", name, failure.getMessage());
            rejoin();
        } else if (failure instanceof TaskCorruptedException corrupted) {
            beginAgainOrFail(corrupted);
        } else {
            fail(failure);
        }
    }

    private void fail(Throwable failure) {
        LOG.error("{} failed", name, failure);
        end(failure, listener.onFailure(this, failure));
    }

    private void beginAgainOrFail(TaskCorruptedException corrupted) {
        try {
            beginAgain(corrupted);
        } catch (StreamsException cannot) {
            fail(cannot);
        }
    }

    private void end(Throwable failure, StreamThreadExceptionResponse response) {
        if (response == StreamThreadExceptionResponse.SHUTDOWN_APPLICATION
                && !membership.shutdownApplicationRequested()) {
            membership.requestApplicationShutdown();
            seat.tellShutdown();
            rejoin();
        } else {
            become(current -> current.stopped(Optional.of(failure)));
        }
    }

    /** Makes tasks anew that cannot go on as they are; the others are not disturbed. */
    private void beginAgain(TaskCorruptedException corrupted) {
        LOG.warn(
                "{} takes tasks {} back to their last commit: {}",
                name,
                corrupted.corruptedTasks(),
                corrupted.getMessage());
        boolean allSound = corrupted instanceof UnwrittenRecordException;
        if (allSound) {
            commits.setBack(corrupted);
        }
        become(ThreadState::assigned);
        List<StreamTask> back = new ArrayList<>();
        for (TaskId id : commits.goingBackWith(corrupted.corruptedTasks())) {
            StreamTask task = table.remove(id);
            if (task != null) {
                polls.forget(task.inputPartitions());
                close(task, false);
                back.add(task);
            }
        }
        commits.abandon();
        back.forEach(task ->
                admission.readmit(task, allSound || !corrupted.corruptedTasks().contains(task.id())));
    }

    private void rejoin() {
        closeTasks(false);
        commits.abandon();
        clients.consumer().unsubscribe();
        seat.join(parts.inputs(), rebalances);
    }

    /** What a rebalance callback threw arrives inside an exception of the client's. */
    private static Throwable unwrapped(Throwable failure) {
        return failure.getClass() == KafkaException.class && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** Closes everything if no task is with the restorer; else asks for those and waits a little. */
    private void closeStep(boolean clean) {
        admission.dropAll();
        standbys.dropAll();
        if (!admission.allReturned() || !standbys.allReturned()) {
            mailbox.await(RETURN_POLL_MS);
            return;
        }
        boolean committed = false;
        try {
            if (clean) {
                commits.commitNow(table.running());
                committed = true;
            }
        } finally {
            closeTasks(committed);
            clients.close(CloseOptions.groupMembershipOperation(onClose));
            become(ThreadState::closed);
        }
    }

    private void closeTasks(boolean clean) {
        admission.dropAll();
        table.assigned().clear();
        for (StreamTask task : table.running()) {
            table.remove(task.id());
            polls.forget(task.inputPartitions());
            close(task, clean);
        }
    }

    private void close(StreamTask task, boolean clean) {
        try {
            task.close(clean);
        } catch (RuntimeException failed) {
            LOG.error("Task {} is closed, but something failed on the way", task.id(), failed);
        }
    }

    private void become(UnaryOperator<ThreadState> transition) {
        ThreadState from = state;
        ThreadState to = transition.apply(from);
        if (!to.equals(from)) {
            LOG.info("{}: {} -> {}", name, from, to);
            state = to;
            listener.onStateChange(this, from, to);
        }
    }
}
