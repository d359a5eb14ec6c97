package dev.millrace.streams.internal.runtime.thread;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.internal.runtime.stores.CloseSteps;
import dev.millrace.streams.internal.runtime.task.StreamTask;
import dev.millrace.streams.processor.TaskId;

/**
 * Carries out what the group decided: tasks that go are committed and closed, new ones admitted, all others go on.
 * <i>Confined to the stream thread</i>, called inside its poll.
 */
public final class RebalanceHandler implements ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(RebalanceHandler.class);

    private final InputTopics inputs;
    private final TaskTable table;
    private final TaskAdmission admission;
    private final CommitPhase commits;
    private final PollPhase polls;
    private final Supplier<Set<TopicPartition>> assignment;
    private final Consumer<UnaryOperator<ThreadState>> transition;

    RebalanceHandler(
            InputTopics inputs,
            TaskTable table,
            TaskAdmission admission,
            CommitPhase commits,
            PollPhase polls,
            Supplier<Set<TopicPartition>> assignment,
            Consumer<UnaryOperator<ThreadState>> transition) {
        this.inputs = inputs;
        this.table = table;
        this.admission = admission;
        this.commits = commits;
        this.polls = polls;
        this.assignment = assignment;
        this.transition = transition;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> added) {
        Set<TaskId> changed = inputs.tasksOf(added).keySet();
        Map<TaskId, Set<TopicPartition>> tasks = new TreeMap<>(inputs.tasksOf(assignment.get()));
        tasks.keySet().retainAll(changed);
        LOG.info("New tasks: {}; running: {}", changed, table.running().size());
        transition.accept(ThreadState::assigned);
        giveUpKnown(tasks);
        table.assigned().addAll(changed);
        admission.add(tasks);
    }

    /** A task that gets a further partition, of a topic that is new to its pattern, is made anew. */
    private void giveUpKnown(Map<TaskId, Set<TopicPartition>> tasks) {
        Set<TaskId> known = new TreeSet<>(tasks.keySet());
        known.retainAll(table.assigned());
        Set<TopicPartition> partitions = new HashSet<>();
        known.forEach(id -> partitions.addAll(tasks.get(id)));
        if (!known.isEmpty()) {
            commitAndClose(takeOut(known, partitions));
            admission.rewind(partitions);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        Set<TaskId> tasks = inputs.tasksOf(revoked).keySet();
        LOG.info("Giving up tasks {}", tasks);
        transition.accept(ThreadState::revoked);
        commitAndClose(takeOut(tasks, revoked));
    }

    private void commitAndClose(List<StreamTask> leaving) {
        boolean committed = false;
        try {
            commits.commitNow(leaving);
            committed = true;
        } catch (TimeoutException | RebalanceInProgressException notNow) {
            LOG.warn("{} tasks go without a commit, what was not committed is repeated", leaving.size(), notNow);
        } finally {
            close(leaving, committed);
        }
    }

    private static void close(List<StreamTask> tasks, boolean clean) {
        CloseSteps steps = new CloseSteps();
        tasks.forEach(task -> steps.run(() -> task.close(clean)));
        steps.finish();
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
        Set<TaskId> tasks = inputs.tasksOf(lost).keySet();
        LOG.warn("This member fell out of the group, its tasks are with others now: {}", tasks);
        transition.accept(ThreadState::revoked);
        try {
            close(takeOut(tasks, lost), false);
        } finally {
            commits.abandon();
        }
    }

    private List<StreamTask> takeOut(Set<TaskId> ids, Collection<TopicPartition> partitions) {
        table.assigned().removeAll(ids);
        polls.forget(Set.copyOf(partitions));
        List<StreamTask> tasks = new ArrayList<>();
        for (TaskId id : ids) {
            admission.drop(id);
            StreamTask task = table.remove(id);
            if (task != null) {
                tasks.add(task);
            }
        }
        return tasks;
    }
}
