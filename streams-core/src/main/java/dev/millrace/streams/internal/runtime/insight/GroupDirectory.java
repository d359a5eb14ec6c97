package dev.millrace.streams.internal.runtime.insight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.KeyQueryMetadata;
import dev.millrace.streams.StreamsMetadata;
import dev.millrace.streams.errors.UnknownStateStoreException;
import dev.millrace.streams.internal.assignment.GroupLayout;
import dev.millrace.streams.internal.topology.TopologyPlan;
import dev.millrace.streams.processor.StreamPartitioner;
import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.state.HostInfo;

import static java.util.Objects.requireNonNull;

/**
 * Says which instance of the application has which stores and keys, by what the leader of the group told last.
 *
 * <p>An instance without {@code application.server} is not listed, and is told nothing of single stores, as in Kafka
 * Streams. <i>Thread-safe.</i>
 */
public final class GroupDirectory {
    private final StoreSources sources;
    private final @Nullable HostInfo own;
    private final Supplier<GroupLayout> layout;

    /**
     * A directory for the stores of {@code plan}.
     *
     * @param endpoint {@code application.server} of this instance; empty if it has none
     * @param layout what the leader told last
     * @throws org.apache.kafka.common.config.ConfigException if {@code endpoint} is no host and port
     */
    public GroupDirectory(TopologyPlan plan, String endpoint, Supplier<GroupLayout> layout) {
        this.sources = new StoreSources(plan);
        this.own = HostInfo.buildFromEndpoint(endpoint);
        this.layout = requireNonNull(layout, "layout");
    }

    /** The partitions that {@code task} reads. */
    public Set<TopicPartition> inputsOf(TaskId task) {
        return sources.partitionsOf(task, layout.get().partitionCounts());
    }

    /** All instances that can be asked; none before the group has formed. */
    public List<StreamsMetadata> all() {
        GroupLayout now = layout.get();
        List<StreamsMetadata> all = new ArrayList<>();
        now.places().forEach(place -> all.add(describe(place, now.partitionCounts())));
        return all;
    }

    /** Those that have some of {@code store}, or a copy of it; of a global store all. */
    public List<StreamsMetadata> withStore(String store) {
        requireNonNull(store, "storeName cannot be null");
        if (own == null) {
            return List.of();
        }
        return all().stream()
                .filter(instance -> instance.stateStoreNames().contains(store)
                        || instance.standbyStateStoreNames().contains(store))
                .toList();
    }

    /** Where {@code key} is, if keys are spread by their serialised form. */
    public <K> KeyQueryMetadata withKey(String store, K key, Serializer<K> serializer) {
        requireNonNull(serializer, "keySerializer can't be null");
        return withKey(
                store,
                key,
                (topic, wanted, value, count) -> Optional.of(
                        Set.of(Utils.toPositive(Utils.murmur2(serializer.serialize(topic, wanted))) % count)));
    }

    /**
     * Where {@code key} is, if {@code partitioner} spreads keys.
     *
     * @throws UnknownStateStoreException if the topology has no such store
     * @throws IllegalArgumentException if {@code partitioner} does not choose one partition
     */
    public <K> KeyQueryMetadata withKey(String store, K key, StreamPartitioner<? super K, ?> partitioner) {
        requireNonNull(store, "storeName can't be null");
        requireNonNull(key, "key can't be null");
        requireNonNull(partitioner, "partitioner can't be null");
        GroupLayout now = layout.get();
        if (own == null || now.places().isEmpty()) {
            return KeyQueryMetadata.NOT_AVAILABLE;
        }
        if (sources.isGlobal(store)) {
            return new KeyQueryMetadata(own, Set.of(), -1);
        }
        if (!sources.has(store)) {
            throw new UnknownStateStoreException("The topology has no store named " + store);
        }
        Map<String, Integer> counts = now.partitionCounts();
        Optional<String> widest = sources.topicsOf(store, counts).stream().max(Comparator.comparingInt(counts::get));
        if (widest.isEmpty()) {
            return KeyQueryMetadata.NOT_AVAILABLE;
        }
        int partition = choose(partitioner, widest.get(), key, counts.get(widest.get()));
        return answer(new TaskId(sources.subtopologyOf(store), partition), now);
    }

    private static <K> int choose(StreamPartitioner<? super K, ?> partitioner, String topic, K key, int count) {
        Optional<Set<Integer>> chosen = partitioner.partitions(topic, key, null, count);
        if (chosen.isEmpty() || chosen.get().size() != 1) {
            throw new IllegalArgumentException("The partitions returned by StreamPartitioner#partitions method when"
                    + " used for fetching KeyQueryMetadata for key should be a singleton set, not " + chosen);
        }
        return chosen.get().iterator().next();
    }

    private static KeyQueryMetadata answer(TaskId task, GroupLayout layout) {
        HostInfo active = HostInfo.unavailable();
        Set<HostInfo> copies = new HashSet<>();
        for (GroupLayout.Place place : layout.places()) {
            HostInfo host = requireNonNull(HostInfo.buildFromEndpoint(place.endpoint()), "endpoint");
            if (place.active().contains(task)) {
                active = host;
            } else if (place.standby().contains(task)) {
                copies.add(host);
            }
        }
        return new KeyQueryMetadata(active, copies, task.partition());
    }

    private StreamsMetadata describe(GroupLayout.Place place, Map<String, Integer> counts) {
        Set<String> stores = storesOf(place.active());
        stores.addAll(sources.globalStores());
        return new KnownInstance(
                requireNonNull(HostInfo.buildFromEndpoint(place.endpoint()), "endpoint"),
                stores,
                partitionsOf(place.active(), counts),
                storesOf(place.standby()),
                partitionsOf(place.standby(), counts));
    }

    private Set<String> storesOf(Set<TaskId> tasks) {
        Set<String> stores = new TreeSet<>();
        tasks.forEach(task -> stores.addAll(sources.storesOf(task)));
        return stores;
    }

    private Set<TopicPartition> partitionsOf(Set<TaskId> tasks, Map<String, Integer> counts) {
        Set<TopicPartition> partitions = new HashSet<>();
        tasks.forEach(task -> partitions.addAll(sources.partitionsOf(task, counts)));
        return partitions;
    }
}
