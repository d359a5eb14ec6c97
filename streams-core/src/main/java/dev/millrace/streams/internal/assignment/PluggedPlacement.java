package dev.millrace.streams.internal.assignment;

import java.util.Collection;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupAssignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;

import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.errors.TaskAssignmentException;
import dev.millrace.streams.internal.placement.AssignmentCheck;
import dev.millrace.streams.processor.assignment.KafkaStreamsAssignment;
import dev.millrace.streams.processor.assignment.TaskAssignor;
import dev.millrace.streams.processor.assignment.TaskAssignor.AssignmentError;

/** Placement by an assignor of the application's; what it returns is checked first. */
final class PluggedPlacement implements PlacementPolicy {
    private final TaskAssignor assignor;

    PluggedPlacement(TaskAssignor assignor) {
        this.assignor = assignor;
    }

    @Override
    public GroupAssignment assign(ApplicationView group, GroupSubscription subscription) {
        Collection<KafkaStreamsAssignment> placed =
                ask(() -> assignor.assign(group).assignment());
        AssignmentError error = ask(() -> AssignmentCheck.check(group, placed));
        GroupAssignment assignment = error == AssignmentError.NONE
                ? new GroupAssignment(ThreadShares.of(group, GroupPlacement.of(placed)))
                : AssignmentV1.failed(
                                AssignmentVerdict.FAILED,
                                "Task assignor " + name() + " returned an assignment that cannot be done: " + error
                                        + "; the log of the member that leads the group says more")
                        .toAll(subscription);
        ask(() -> {
            assignor.onAssignmentComputed(assignment, subscription, error);
            return error;
        });
        return assignment;
    }

    private <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (StreamsException known) {
            throw known;
        } catch (RuntimeException failed) {
            throw new TaskAssignmentException("Task assignor " + name() + " failed: " + failed, failed);
        }
    }

    private String name() {
        return assignor.getClass().getName();
    }
}
