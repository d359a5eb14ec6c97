package dev.millrace.streams.internal.placement;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.assignment.ApplicationState;
import dev.millrace.streams.processor.assignment.KafkaStreamsAssignment;
import dev.millrace.streams.processor.assignment.KafkaStreamsState;
import dev.millrace.streams.processor.assignment.ProcessId;

/** Lets a copy move only if a task and its copies have as many different tags afterwards as before. */
final class TagSpread implements StandbyMoves {
    private final List<String> keys;
    private final Map<ProcessId, KafkaStreamsState> instances;

    TagSpread(ApplicationState application) {
        keys = application.assignmentConfigs().rackAwareAssignmentTags();
        instances = application.kafkaStreamsStates(false);
    }

    @Override
    public boolean canMoveStandbyTask(
            KafkaStreamsState source,
            KafkaStreamsState destination,
            TaskId task,
            Map<ProcessId, KafkaStreamsAssignment> assignments) {
        Set<Map.Entry<String, String>> before = tags(source);
        Set<Map.Entry<String, String>> after = tags(destination);
        for (KafkaStreamsAssignment assignment : assignments.values()) {
            KafkaStreamsState instance = instances.get(assignment.processId());
            boolean other = !assignment.processId().equals(source.processId())
                    && !assignment.processId().equals(destination.processId());
            if (other && instance != null && assignment.tasks().containsKey(task)) {
                before.addAll(tags(instance));
                after.addAll(tags(instance));
            }
        }
        return after.size() >= before.size();
    }

    private Set<Map.Entry<String, String>> tags(KafkaStreamsState instance) {
        Set<Map.Entry<String, String>> tags = new HashSet<>();
        instance.clientTags().forEach((key, value) -> {
            if (keys.contains(key)) {
                tags.add(Map.entry(key, value));
            }
        });
        return tags;
    }
}
