package dev.millrace.streams;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.errors.TopologyException;
import dev.millrace.streams.internal.topology.GlobalStoreSpec;
import dev.millrace.streams.internal.topology.ProcessorSpec;
import dev.millrace.streams.internal.topology.SinkSpec;
import dev.millrace.streams.internal.topology.SourceSpec;
import dev.millrace.streams.internal.topology.TopologyDefinition;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.StreamPartitioner;
import dev.millrace.streams.processor.TimestampExtractor;
import dev.millrace.streams.processor.TopicNameExtractor;
import dev.millrace.streams.processor.api.ProcessorSupplier;
import dev.millrace.streams.processor.api.ProcessorWrapper;
import dev.millrace.streams.state.StoreBuilder;

import static java.util.Objects.requireNonNull;

/**
 * A program as a graph: sources read topics, processors work, sinks write topics. Records flow from parents to
 * children.
 *
 * <p>Every method that adds something returns this topology, and throws a {@link
 * TopologyException} if a name is taken or a parent unknown. A serialiser or deserialiser
 * that is null or not given is the configured default. <i>Confined to the thread that builds it.</i>
 */
public class Topology extends ShorterSources {
    private final @Nullable ProcessorWrapper wrapper;
    private final List<Consumer<TopologyDefinition>> steps = new ArrayList<>();
    private TopologyDefinition definition = new TopologyDefinition();

    /**
     * Where a source begins when the group has no offset.
     *
     * @deprecated since Kafka Streams 4.0 (KIP-1106): {@link dev.millrace.streams.AutoOffsetReset} knows durations, too
     */
    @Deprecated(since = "4.0")
    public enum AutoOffsetReset {
        /** At the first record kept. */
        EARLIEST,
        /** Behind the last record. */
        LATEST
    }

    /** An empty topology. */
    public Topology() {
        wrapper = null;
    }

    /** An empty topology, its processors wrapped as {@code topologyConfigs} says by {@code processor.wrapper.class}. */
    public Topology(TopologyConfig topologyConfigs) {
        wrapper = topologyConfigs.requireOwnSettingsOfStoresOnly().processorWrapper();
        definition.wrapBy(wrapper);
    }

    /** What is put around processors; null for nothing. */
    @Nullable
    ProcessorWrapper wrapper() {
        return wrapper;
    }

    /** Puts what was added here behind {@code program}, which takes the place of the one given before. */
    void beginWith(TopologyDefinition program) {
        program.wrapBy(wrapper);
        steps.forEach(step -> step.accept(program));
        definition = program;
    }

    private Topology add(Consumer<TopologyDefinition> step) {
        step.accept(definition);
        steps.add(step);
        return this;
    }

    /**
     * Adds a source; the other forms leave parts of this one out.
     *
     * @param offsetReset where to begin without a committed offset; null for what the consumer is configured to do
     * @param timestampExtractor decides the time of each record; null for the configured default
     * @param topics at least one topic that no other source reads
     */
    public <K, V> Topology addSource(
            dev.millrace.streams.@Nullable AutoOffsetReset offsetReset,
            String name,
            @Nullable TimestampExtractor timestampExtractor,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            String... topics) {
        SourceSpec added = new SourceSpec(
                requireNonNull(name, "name"),
                List.of(topics),
                null,
                keyDeserializer,
                valueDeserializer,
                timestampExtractor,
                offsetReset);
        return add(program -> program.addSource(added));
    }

    /**
     * The same by pattern: topics that match are read, also those created later.
     *
     * @param topicPattern matches no topic that another source reads
     */
    public <K, V> Topology addSource(
            dev.millrace.streams.@Nullable AutoOffsetReset offsetReset,
            String name,
            @Nullable TimestampExtractor timestampExtractor,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            Pattern topicPattern) {
        SourceSpec added = new SourceSpec(
                requireNonNull(name, "name"),
                List.of(),
                requireNonNull(topicPattern, "topicPattern"),
                keyDeserializer,
                valueDeserializer,
                timestampExtractor,
                offsetReset);
        return add(program -> program.addSource(added));
    }

    /** Adds a sink that writes {@code topic}. */
    public Topology addSink(String name, String topic, String... parentNames) {
        return addSink(name, topic, null, null, null, parentNames);
    }

    /** Adds a sink that chooses partitions itself. */
    public <K, V> Topology addSink(
            String name,
            String topic,
            @Nullable StreamPartitioner<? super K, ? super V> partitioner,
            String... parentNames) {
        return addSink(name, topic, null, null, partitioner, parentNames);
    }

    /** Adds a sink with its own serialisers. */
    public <K, V> Topology addSink(
            String name,
            String topic,
            @Nullable Serializer<K> keySerializer,
            @Nullable Serializer<V> valueSerializer,
            String... parentNames) {
        return addSink(name, topic, keySerializer, valueSerializer, null, parentNames);
    }

    /** Adds a sink; the other forms with a topic leave parts of this one out. */
    public <K, V> Topology addSink(
            String name,
            String topic,
            @Nullable Serializer<K> keySerializer,
            @Nullable Serializer<V> valueSerializer,
            @Nullable StreamPartitioner<? super K, ? super V> partitioner,
            String... parentNames) {
        SinkSpec added = new SinkSpec(
                requireNonNull(name, "name"),
                requireNonNull(topic, "topic"),
                null,
                keySerializer,
                valueSerializer,
                partitioner,
                List.of(parentNames));
        return add(program -> program.addSink(added));
    }

    /** Adds a sink that chooses the topic of each record. */
    public <K, V> Topology addSink(
            String name, TopicNameExtractor<? super K, ? super V> topicExtractor, String... parentNames) {
        return addSink(name, topicExtractor, null, null, null, parentNames);
    }

    /** Adds a sink that chooses the topic and the partitions of each record. */
    public <K, V> Topology addSink(
            String name,
            TopicNameExtractor<? super K, ? super V> topicExtractor,
            @Nullable StreamPartitioner<? super K, ? super V> partitioner,
            String... parentNames) {
        return addSink(name, topicExtractor, null, null, partitioner, parentNames);
    }

    /** Adds a sink that chooses the topic of each record, with its own serialisers. */
    public <K, V> Topology addSink(
            String name,
            TopicNameExtractor<? super K, ? super V> topicExtractor,
            @Nullable Serializer<K> keySerializer,
            @Nullable Serializer<V> valueSerializer,
            String... parentNames) {
        return addSink(name, topicExtractor, keySerializer, valueSerializer, null, parentNames);
    }

    /** Adds a sink; the other forms with a topic extractor leave parts of this one out. */
    public <K, V> Topology addSink(
            String name,
            TopicNameExtractor<? super K, ? super V> topicExtractor,
            @Nullable Serializer<K> keySerializer,
            @Nullable Serializer<V> valueSerializer,
            @Nullable StreamPartitioner<? super K, ? super V> partitioner,
            String... parentNames) {
        SinkSpec added = new SinkSpec(
                requireNonNull(name, "name"),
                null,
                requireNonNull(topicExtractor, "topicExtractor"),
                keySerializer,
                valueSerializer,
                partitioner,
                List.of(parentNames));
        return add(program -> program.addSink(added));
    }

    /**
     * Adds a processor, with the stores its supplier brings.
     *
     * @throws IllegalArgumentException if {@code supplier} gives the same processor twice: each task needs its own
     */
    public <KIn, VIn, KOut, VOut> Topology addProcessor(
            String name, ProcessorSupplier<KIn, VIn, KOut, VOut> supplier, String... parentNames) {
        StoreInputs.requireNewInstances(supplier);
        return add(program -> program.addProcessor(name, supplier, List.of(parentNames)));
    }

    /** Adds a store and connects it to processors. */
    public <S extends StateStore> Topology addStateStore(StoreBuilder<S> storeBuilder, String... processorNames) {
        return add(program -> program.addStore(storeBuilder, List.of(processorNames)));
    }

    /** Adds a global store, its records timed as the configuration says; the form with an extractor says more. */
    public synchronized <K, V, S extends StateStore> Topology addGlobalStore(
            StoreBuilder<S> storeBuilder,
            String sourceName,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            String topic,
            String processorName,
            ProcessorSupplier<K, V, Void, Void> stateUpdateSupplier) {
        return addGlobalStore(
                storeBuilder,
                sourceName,
                null,
                keyDeserializer,
                valueDeserializer,
                topic,
                processorName,
                stateUpdateSupplier);
    }

    /**
     * Adds a store that every instance fills with all of {@code topic} before it processes anything. Any processor may
     * read it unconnected; the one that {@code stateUpdateSupplier} makes alone changes it, restoring included.
     *
     * @param storeBuilder its logging and caching are switched off
     * @param timestampExtractor decides the time of each record; null for the configured default
     * @param topic one that nothing else in the topology reads
     */
    public synchronized <K, V, S extends StateStore> Topology addGlobalStore(
            StoreBuilder<S> storeBuilder,
            String sourceName,
            @Nullable TimestampExtractor timestampExtractor,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            String topic,
            String processorName,
            ProcessorSupplier<K, V, Void, Void> stateUpdateSupplier) {
        storeBuilder.withLoggingDisabled();
        storeBuilder.withCachingDisabled();
        GlobalStoreSpec added = new GlobalStoreSpec(
                StoreInputs.source(sourceName, topic, timestampExtractor, keyDeserializer, valueDeserializer),
                StoreInputs.updater(processorName, stateUpdateSupplier, sourceName),
                storeBuilder);
        return add(program -> program.addGlobalStore(added));
    }

    /** Adds a read-only store, its records timed as the configuration says. */
    public synchronized <K, V, S extends StateStore> Topology addReadOnlyStateStore(
            StoreBuilder<S> storeBuilder,
            String sourceName,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            String topic,
            String processorName,
            ProcessorSupplier<K, V, Void, Void> stateUpdateSupplier) {
        return addReadOnlyStateStore(
                storeBuilder,
                sourceName,
                null,
                keyDeserializer,
                valueDeserializer,
                topic,
                processorName,
                stateUpdateSupplier);
    }

    /**
     * Adds a store that each task fills with its partition of {@code topic} (KIP-813). Processors that are connected to
     * it may read it. It has no changelog of its own: it is restored from the topic, whose bytes it must be able to
     * take as they are, since restoring does not call the processor.
     *
     * @param storeBuilder its logging is switched off
     * @param timestampExtractor decides the time of each record; null for the configured default
     * @param topic one that nothing else in the topology reads; read from its beginning
     */
    public synchronized <K, V, S extends StateStore> Topology addReadOnlyStateStore(
            StoreBuilder<S> storeBuilder,
            String sourceName,
            @Nullable TimestampExtractor timestampExtractor,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            String topic,
            String processorName,
            ProcessorSupplier<K, V, Void, Void> stateUpdateSupplier) {
        SourceSpec source =
                StoreInputs.source(sourceName, topic, timestampExtractor, keyDeserializer, valueDeserializer);
        ProcessorSpec updater = StoreInputs.updater(processorName, stateUpdateSupplier, sourceName);
        requireNonNull(storeBuilder, "storeBuilder");
        return add(program -> program.addReadOnlyStore(source, updater, storeBuilder));
    }

    /** Lets a processor use stores that were added. */
    public Topology connectProcessorAndStateStores(String processorName, String... stateStoreNames) {
        if (stateStoreNames.length == 0) {
            throw new TopologyException("Name at least one store to connect to processor " + processorName);
        }
        List<String> stores = List.of(stateStoreNames);
        return add(program -> stores.forEach(store -> program.connect(processorName, store)));
    }

    /** The topology in words and as data. */
    public TopologyDescription describe() {
        return definition.describe();
    }

    /** What was built, for the runtime. */
    TopologyDefinition definition() {
        return definition;
    }
}
