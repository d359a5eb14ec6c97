package dev.millrace.streams.internal.runtime.thread;

import java.util.HashSet;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;

import dev.millrace.streams.internal.assignment.BrokerGroup;
import dev.millrace.streams.internal.assignment.TaskListener;
import dev.millrace.streams.processor.TaskId;

/** The Streams protocol: the broker places tasks, and the consumer says which. */
public final class BrokerSeat implements GroupSeat {
    private final BrokerGroup group;
    private final TaskTable table;

    /**
     * A seat in {@code group}.
     *
     * @param membership of the thread
     */
    public BrokerSeat(BrokerGroup group, Membership membership) {
        this.group = group;
        this.table = membership.table();
    }

    @Override
    public void join(InputTopics inputs, RebalanceHandler rebalances) {
        group.join(inputs.names(), new Tasks(inputs, rebalances));
    }

    @Override
    public void heed() {
        group.heed();
    }

    @Override
    public void tellShutdown() {
        group.requestShutdown();
    }

    /** Turns tasks into the partitions that the consumer has for them. */
    private final class Tasks implements TaskListener {
        private final InputTopics inputs;
        private final RebalanceHandler rebalances;

        Tasks(InputTopics inputs, RebalanceHandler rebalances) {
            this.inputs = inputs;
            this.rebalances = rebalances;
        }

        @Override
        public void revoked(Set<TaskId> tasks) {
            rebalances.onPartitionsRevoked(partitionsOf(tasks));
        }

        @Override
        public void assigned(Set<TaskId> all) {
            Set<TaskId> added = new HashSet<>(all);
            added.removeAll(table.assigned());
            rebalances.onPartitionsAssigned(partitionsOf(added));
        }

        @Override
        public void lost() {
            rebalances.onPartitionsLost(partitionsOf(Set.copyOf(table.assigned())));
        }

        private Set<TopicPartition> partitionsOf(Set<TaskId> tasks) {
            Set<TopicPartition> partitions = new HashSet<>();
            inputs.tasksOf(group.consumer().assignment()).forEach((task, read) -> {
                if (tasks.contains(task)) {
                    partitions.addAll(read);
                }
            });
            return partitions;
        }
    }
}
