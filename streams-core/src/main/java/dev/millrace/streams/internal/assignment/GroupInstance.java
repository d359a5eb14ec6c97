package dev.millrace.streams.internal.assignment;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

import dev.millrace.streams.internal.placement.Bin;
import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.assignment.ProcessId;

/**
 * An instance as its threads described it. <i>Immutable.</i>
 *
 * @param threads what each of its members sent, by the member's name in the group
 * @param running tasks its threads run or restore
 * @param standby tasks its threads keep a copy of
 * @param stateSums for each task with local state the sum of its changelog offsets
 * @param rack its {@code client.rack}; empty if it has none
 */
record GroupInstance(
        ProcessId process,
        SortedMap<String, SubscriptionV1> threads,
        Set<TaskId> running,
        Set<TaskId> standby,
        Map<TaskId, Long> stateSums,
        String rack) {
    /** Tasks it runs and so has all state of; not those that are being restored, of which the thread tells a sum. */
    Set<TaskId> caughtUp() {
        Set<TaskId> caughtUp = new TreeSet<>();
        for (SubscriptionV1 word : threads.values()) {
            word.running().stream()
                    .filter(task -> !word.stateSums().containsKey(task))
                    .forEach(caughtUp::add);
        }
        return caughtUp;
    }

    /** It as something to share out to. */
    Bin bin() {
        return new Bin(process.toString(), threads.size(), running, stateSums);
    }

    /** What all its threads say in the same way. */
    SubscriptionV1 word() {
        return threads.get(threads.firstKey());
    }
}
