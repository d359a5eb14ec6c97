package dev.millrace.streams.internal.topology;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.TopologyDescription;
import dev.millrace.streams.errors.TopologyException;
import dev.millrace.streams.internal.settings.RuntimeSettings;
import dev.millrace.streams.processor.api.ProcessorSupplier;
import dev.millrace.streams.processor.api.ProcessorWrapper;
import dev.millrace.streams.state.StoreBuilder;

import static java.util.Objects.requireNonNull;

/**
 * A topology while it is built, behind {@code Topology} and the DSL's compiler. Each call is checked against what is
 * there, so a wrong program fails where it is written. <i>Confined to the thread that builds.</i>
 */
public final class TopologyDefinition {
    private final Map<String, NodeSpec> nodes = new LinkedHashMap<>();
    private final Map<String, StoreBuilder<?>> stores = new LinkedHashMap<>();
    private final Map<String, Set<String>> usersOfStores = new LinkedHashMap<>();
    private final Map<String, Set<String>> storesOfProcessors = new LinkedHashMap<>();
    private final Map<String, OptionalInt> repartitionTopics = new LinkedHashMap<>();
    private final Map<String, String> sourceTopicsAsChangelogs = new LinkedHashMap<>();
    private final Map<String, GlobalStoreSpec> globalStores = new LinkedHashMap<>();
    private final Set<String> readOnlyStores = new HashSet<>();
    private final Set<Set<String>> copartitionedSources = new LinkedHashSet<>();
    private @Nullable ProcessorWrapper wrapper;

    /** Says what is put around processors; null for nothing. */
    public void wrapBy(@Nullable ProcessorWrapper newWrapper) {
        wrapper = newWrapper;
    }

    /** Whether something is. */
    boolean wrapped() {
        return wrapper != null;
    }

    /**
     * Adds a source.
     *
     * @throws TopologyException if its name is taken, it has no topic, or another source reads one of its topics
     */
    public void addSource(SourceSpec source) {
        checkNameIsFree(source.name());
        if (source.pattern() == null && source.topics().isEmpty()) {
            throw new TopologyException("Source " + source.name() + " must read at least one topic");
        }
        SourceTopics.checkNotReadYet(source, sources());
        nodes.put(source.name(), source);
    }

    /** Adds a processor of the user's, wrapped if it is to be, with the stores it brings. */
    public void addProcessor(String name, ProcessorSupplier<?, ?, ?, ?> supplier, List<String> parents) {
        ProcessorSupplier<?, ?, ?, ?> whole =
                wrapper == null ? supplier : wrapper.wrapProcessorSupplier(name, supplier);
        addProcessor(new ProcessorSpec(requireNonNull(name, "name"), whole, parents));
        Set<StoreBuilder<?>> brought = whole.stores();
        if (brought != null) {
            brought.forEach(store -> addStore(store, List.of(name)));
        }
    }

    /**
     * Adds a processor.
     *
     * @throws TopologyException if its name is taken or a parent cannot be one
     */
    public void addProcessor(ProcessorSpec processor) {
        checkNameIsFree(processor.name());
        checkParents("Processor", processor);
        nodes.put(processor.name(), processor);
    }

    /**
     * Adds a sink.
     *
     * @throws TopologyException if its name is taken or a parent cannot be one
     */
    public void addSink(SinkSpec sink) {
        checkNameIsFree(sink.name());
        checkParents("Sink", sink);
        nodes.put(sink.name(), sink);
    }

    /**
     * Adds a store and connects it to {@code processors}; the same builder may be added again.
     *
     * @throws TopologyException if another store has this name, or a processor is unknown
     */
    public void addStore(StoreBuilder<?> builder, Collection<String> processors) {
        if (globalStores.containsKey(requireNonNull(builder, "storeBuilder").name())) {
            throw new TopologyException("A global store named " + builder.name() + " was added already");
        }
        StoreBuilder<?> present = stores.putIfAbsent(builder.name(), builder);
        if (present != null && present != builder) {
            throw new TopologyException("A different store named " + builder.name()
                    + " was added already; a store shared by several processors must come from one builder");
        }
        usersOfStores.computeIfAbsent(builder.name(), name -> new LinkedHashSet<>());
        processors.forEach(processor -> connect(processor, builder.name()));
    }

    /**
     * Adds a store that every instance holds whole, with the source and the processor that fill it.
     *
     * @throws TopologyException if a name or the topic is taken
     */
    public void addGlobalStore(GlobalStoreSpec global) {
        if (global.source().name().equals(global.processor().name())) {
            throw new TopologyException(
                    "Source and processor of global store " + global.name() + " must have different names");
        }
        checkStoreNameIsFree(global.name());
        checkNameIsFree(global.processor().name());
        addSource(global.source());
        nodes.put(global.processor().name(), global.processor());
        globalStores.put(global.name(), global);
    }

    /**
     * Adds a store that {@code processor}, and it alone, fills from the topic of {@code source} (KIP-813): the topic is
     * its changelog.
     *
     * @throws TopologyException if a name or the topic is taken
     */
    public void addReadOnlyStore(SourceSpec source, ProcessorSpec processor, StoreBuilder<?> builder) {
        checkStoreNameIsFree(builder.name());
        addSource(source);
        addProcessor(processor);
        addStore(builder.withLoggingDisabled(), List.of(processor.name()));
        useSourceAsChangelog(builder.name(), source.topics().get(0));
        readOnlyStores.add(builder.name());
    }

    /**
     * Lets a processor use a store.
     *
     * @throws TopologyException if either is unknown, or the node is not a processor
     */
    public void connect(String processor, String store) {
        requireNonNull(processor, "processorName");
        requireNonNull(store, "storeName");
        if (globalStores.containsKey(store)) {
            throw new TopologyException(
                    "Global store " + store + " is open to every processor and must not be connected to one");
        }
        if (!stores.containsKey(store)) {
            throw new TopologyException("Store " + store + " was not added yet");
        }
        NodeSpec node = nodes.get(processor);
        if (node == null) {
            throw new TopologyException("Processor " + processor + " was not added yet");
        }
        if (!(node instanceof ProcessorSpec)) {
            throw new TopologyException(
                    "Store " + store + " can be connected to a processor only, and " + processor + " is none");
        }
        usersOfStores.get(store).add(processor);
        storesOfProcessors
                .computeIfAbsent(processor, name -> new LinkedHashSet<>())
                .add(store);
    }

    /**
     * Says that {@code topic}, a name without the application's prefix, is internal: created by the application.
     *
     * @param partitions how many it must have; empty for as many as the topics its records come from
     */
    public void addRepartitionTopic(String topic, OptionalInt partitions) {
        repartitionTopics.put(requireNonNull(topic, "topic"), partitions);
    }

    /** Says that the topics of these sources must have equally many partitions, since their records are joined. */
    public void copartition(Collection<String> sourceNodes) {
        copartitionedSources.add(Set.copyOf(sourceNodes));
    }

    /** Lets {@code store} be restored from {@code topic}, a source topic with the same content: it needs no other. */
    public void useSourceAsChangelog(String store, String topic) {
        sourceTopicsAsChangelogs.put(store, topic);
    }

    /** Whether a node of this name was added. */
    public boolean contains(String nodeName) {
        return nodes.containsKey(nodeName);
    }

    /** What is to run under {@code settings}. */
    public TopologyPlan plan(RuntimeSettings settings) {
        return new Planner(this, settings).plan();
    }

    /** The topology in words. */
    public TopologyDescription describe() {
        Map<String, Set<String>> used = new LinkedHashMap<>(storesOfProcessors);
        globalStores.forEach((name, global) -> used.put(global.processor().name(), Set.of(name)));
        return Describer.describe(groups(), nodes, used, globalSources());
    }

    /** Names of the sources that fill global stores. */
    Set<String> globalSources() {
        return globalStores.values().stream()
                .map(global -> global.source().name())
                .collect(Collectors.toUnmodifiableSet());
    }

    Collection<GlobalStoreSpec> globalStores() {
        return globalStores.values();
    }

    boolean isReadOnly(String store) {
        return readOnlyStores.contains(store);
    }

    List<Set<String>> groups() {
        return NodeGroups.of(nodes.values(), usersOfStores.values());
    }

    NodeSpec node(String name) {
        return nodes.get(name);
    }

    /** The stores of tasks by name, in the order in which they were added; not a copy. */
    public Map<String, StoreBuilder<?>> stores() {
        return stores;
    }

    Set<String> usersOf(String store) {
        return usersOfStores.get(store);
    }

    Map<String, OptionalInt> repartitionTopics() {
        return repartitionTopics;
    }

    Map<String, String> sourceTopicsAsChangelogs() {
        return sourceTopicsAsChangelogs;
    }

    Set<Set<String>> copartitionedSources() {
        return copartitionedSources;
    }

    private List<SourceSpec> sources() {
        return nodes.values().stream()
                .filter(SourceSpec.class::isInstance)
                .map(SourceSpec.class::cast)
                .toList();
    }

    private void checkNameIsFree(String name) {
        if (nodes.containsKey(requireNonNull(name, "name"))) {
            throw new TopologyException("A node named " + name + " was added already");
        }
    }

    private void checkStoreNameIsFree(String name) {
        if (stores.containsKey(name) || globalStores.containsKey(name)) {
            throw new TopologyException("A store named " + name + " was added already");
        }
    }

    private void checkNotGlobal(String parent, String child) {
        if (globalStores.values().stream()
                .anyMatch(global -> parent.equals(global.source().name())
                        || parent.equals(global.processor().name()))) {
            throw new TopologyException(
                    child + " cannot be below " + parent + ", which does nothing but fill a global store");
        }
    }

    private void checkParents(String kind, NodeSpec node) {
        if (node.parents().isEmpty()) {
            throw new TopologyException(kind + " " + node.name() + " must have at least one parent");
        }
        for (String parent : node.parents()) {
            if (parent.equals(node.name())) {
                throw new TopologyException(kind + " " + node.name() + " cannot be its own parent");
            }
            NodeSpec present = nodes.get(parent);
            if (present == null) {
                throw new TopologyException("Parent " + parent + " of " + node.name() + " was not added yet");
            }
            checkNotGlobal(parent, node.name());
            if (present instanceof SinkSpec) {
                throw new TopologyException("Sink " + parent + " cannot be a parent of " + node.name());
            }
        }
    }
}
