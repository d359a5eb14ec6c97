package dev.millrace.streams.internal.assignment;

import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.common.utils.Time;

import dev.millrace.streams.errors.TaskAssignmentException;
import dev.millrace.streams.processor.assignment.AssignmentConfigs;
import dev.millrace.streams.processor.assignment.TaskAssignor;

/**
 * What a member needs if it leads the group. <i>Confined to its stream thread.</i>
 *
 * @param internalTopics creates them
 * @param cluster answers questions on topics
 * @param configs settings that are about placement
 * @param assignor the application's own assignor, made anew each time; empty for the built-in placement
 * @param appConfigs what that assignor is configured with
 * @param time when rebalances are to follow
 */
public record Leadership(
        InternalTopicCreator internalTopics,
        ClusterFacts cluster,
        AssignmentConfigs configs,
        Optional<Class<? extends TaskAssignor>> assignor,
        Map<String, ?> appConfigs,
        Time time) {
    /** How tasks are placed this time. */
    PlacementPolicy policy() {
        if (assignor.isEmpty()) {
            return new BalancedPlacement(time);
        }
        try {
            TaskAssignor made = assignor.get().getDeclaredConstructor().newInstance();
            made.configure(appConfigs);
            return new PluggedPlacement(made);
        } catch (ReflectiveOperationException | RuntimeException failed) {
            Throwable cause =
                    failed instanceof InvocationTargetException wrapped ? wrapped.getTargetException() : failed;
            throw new TaskAssignmentException("Task assignor " + assignor.get().getName() + " cannot be made", cause);
        }
    }
}
