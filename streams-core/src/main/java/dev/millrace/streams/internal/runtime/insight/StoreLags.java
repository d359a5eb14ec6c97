package dev.millrace.streams.internal.runtime.insight;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.internal.changelog.StoreChangelogPartition;
import dev.millrace.streams.internal.runtime.query.ReadableTask;
import dev.millrace.streams.internal.runtime.thread.StreamThread;

/** How far the copies of stores on an instance are behind their changelogs. <i>Thread-safe.</i> */
public final class StoreLags {
    private StoreLags() {}

    /**
     * A store's changelog partition: how far the store has followed it, and where it ends.
     *
     * @param current offset after the last change that the store holds
     * @param end offset after the last change of the changelog
     */
    public record Position(long current, long end) {}

    /** By store and partition; asks the cluster for ends. Stores without changelog are left out. */
    public static Map<String, Map<Integer, Position>> read(List<StreamThread> threads, Admin admin) {
        List<ReadableTask> tasks = ReadableTask.of(threads);
        Set<TopicPartition> changelogs = new HashSet<>();
        tasks.forEach(task -> logged(task).forEach(changelog -> changelogs.add(changelog.partition())));
        Map<TopicPartition, Long> ends = changelogs.isEmpty() ? Map.of() : ends(changelogs, admin);
        Map<String, Map<Integer, Position>> positions = new TreeMap<>();
        for (ReadableTask task : tasks) {
            for (StoreChangelogPartition changelog : logged(task)) {
                long end = ends.get(changelog.partition());
                long current = task.processing() ? end : Math.max(0, changelog.nextOffset());
                positions
                        .computeIfAbsent(changelog.storeName(), store -> new TreeMap<>())
                        .put(changelog.partition().partition(), new Position(current, end));
            }
        }
        return positions;
    }

    private static List<StoreChangelogPartition> logged(ReadableTask task) {
        return new ArrayList<>(task.stores().changelogs());
    }

    private static Map<TopicPartition, Long> ends(Set<TopicPartition> changelogs, Admin admin) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        changelogs.forEach(changelog -> wanted.put(changelog, OffsetSpec.latest()));
        try {
            Map<TopicPartition, Long> ends = new HashMap<>();
            for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end :
                    admin.listOffsets(wanted).all().get().entrySet()) {
                ends.put(end.getKey(), end.getValue().offset());
            }
            return ends;
        } catch (ExecutionException unknown) {
            throw new StreamsException("Unable to obtain the ends of changelogs " + changelogs, unknown.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new InterruptException(stop);
        }
    }
}
