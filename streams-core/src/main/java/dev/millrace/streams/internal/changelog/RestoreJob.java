package dev.millrace.streams.internal.changelog;

import java.util.List;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;

import dev.millrace.streams.processor.TaskId;

/**
 * The stores of a task on their way to the restorer, which owns them until it hands the task back.
 *
 * @param changelogs one for each logged store; may be empty
 * @param committed what the group committed, exclusive; bounds changelogs that are input topics of the task, of which
 *     nothing is restored where it is absent
 * @param endless whether the stores are to follow their changelogs until the task is taken back
 * @param owner gets the task back
 */
public record RestoreJob(
        TaskId task,
        List<StoreChangelogPartition> changelogs,
        Map<TopicPartition, Long> committed,
        boolean endless,
        RestoreOwner owner) {
    /** Keeps copies. */
    public RestoreJob {
        changelogs = List.copyOf(changelogs);
        committed = Map.copyOf(committed);
    }

    /** Stores that are to be brought up to date and handed back. */
    public static RestoreJob restoring(
            TaskId task,
            List<StoreChangelogPartition> changelogs,
            Map<TopicPartition, Long> committed,
            RestoreOwner owner) {
        return new RestoreJob(task, changelogs, committed, false, owner);
    }

    /** Stores that are copies of those of a task that runs elsewhere. */
    public static RestoreJob following(TaskId task, List<StoreChangelogPartition> changelogs, RestoreOwner owner) {
        return new RestoreJob(task, changelogs, Map.of(), true, owner);
    }
}
