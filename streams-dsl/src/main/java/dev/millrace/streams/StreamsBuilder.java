package dev.millrace.streams;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.compile.PlanCompiler;
import dev.millrace.streams.internal.dsl.fluent.Beginnings;
import dev.millrace.streams.internal.dsl.plan.Draft;
import dev.millrace.streams.internal.dsl.plan.MergeRepartitions;
import dev.millrace.streams.internal.dsl.plan.MergeSources;
import dev.millrace.streams.internal.dsl.plan.Plan;
import dev.millrace.streams.internal.dsl.plan.PlanRule;
import dev.millrace.streams.internal.dsl.plan.ReuseSourceTopic;
import dev.millrace.streams.internal.dsl.plan.ShareJoinStores;
import dev.millrace.streams.internal.dsl.wrap.Wrapping;
import dev.millrace.streams.kstream.Consumed;
import dev.millrace.streams.kstream.GlobalKTable;
import dev.millrace.streams.kstream.KStream;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.processor.api.ProcessorSupplier;
import dev.millrace.streams.state.DslStoreSuppliers;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.StoreBuilder;

import static java.util.Objects.requireNonNull;

/**
 * Where a program of the DSL begins and ends: it reads topics as streams or tables, and builds the topology of all that
 * was made of them. <i>Thread-safe: each call holds the builder's lock;</i> what it returns belongs to one thread.
 */
public class StreamsBuilder {
    private static final String CONSUMED = "consumed can't be null";

    /** What {@link #build()} fills and returns. */
    protected final Topology topology;

    private final Draft draft = new Draft();
    private final Beginnings beginnings = new Beginnings(draft);

    private final @Nullable DslStoreSuppliers kindOfStores;
    private final boolean namesRequired;
    private final Wrapping wrapping;

    /** An empty program. */
    public StreamsBuilder() {
        topology = new Topology();
        kindOfStores = null;
        namesRequired = false;
        wrapping = new Wrapping(null);
    }

    /**
     * An empty program, whose stores are of the kind that {@code topologyConfigs} names, where it names none itself.
     * What it names as {@code processor.wrapper.class} is put around the processors.
     *
     * @throws org.apache.kafka.common.config.ConfigException if the topology has other settings of its own, which is
     *     not offered yet
     */
    public StreamsBuilder(TopologyConfig topologyConfigs) {
        requireNonNull(topologyConfigs, "topologyConfigs cannot be null").requireOwnSettingsOfStoresOnly();
        topology = newTopology(topologyConfigs);
        kindOfStores = topologyConfigs.resolveDslStoreSuppliers().orElse(null);
        namesRequired = topologyConfigs.ensureExplicitInternalResourceNaming;
        wrapping = new Wrapping(topology.wrapper());
        if (topologyConfigs.ownProcessorsChangeRecords()) {
            draft.ownProcessorsChangeRecords();
        }
    }

    /** Makes the topology of a builder with {@code topologyConfigs}; called once, while the builder is made. */
    protected Topology newTopology(TopologyConfig topologyConfigs) {
        return new Topology(topologyConfigs);
    }

    /** A stream of the records of {@code topic}, in the configured formats. */
    public synchronized <K, V> KStream<K, V> stream(String topic) {
        return stream(List.of(requireNonNull(topic, "topic can't be null")));
    }

    /** {@link #stream(String)}, read as {@code consumed} says. */
    public synchronized <K, V> KStream<K, V> stream(String topic, Consumed<K, V> consumed) {
        return stream(List.of(requireNonNull(topic, "topic can't be null")), consumed);
    }

    /** A stream of the records of several topics, in no particular order between them. */
    public synchronized <K, V> KStream<K, V> stream(Collection<String> topics) {
        return stream(topics, Consumed.with(null, null));
    }

    /** {@link #stream(Collection)}, read as {@code consumed} says. */
    public synchronized <K, V> KStream<K, V> stream(Collection<String> topics, Consumed<K, V> consumed) {
        requireNonNull(topics, "topics can't be null");
        return beginnings.stream(List.copyOf(topics), null, requireNonNull(consumed, CONSUMED));
    }

    /** A stream of the records of all topics whose name matches {@code topicPattern}, also of those to come. */
    public synchronized <K, V> KStream<K, V> stream(Pattern topicPattern) {
        return stream(topicPattern, Consumed.with(null, null));
    }

    /** {@link #stream(Pattern)}, read as {@code consumed} says. */
    public synchronized <K, V> KStream<K, V> stream(Pattern topicPattern, Consumed<K, V> consumed) {
        requireNonNull(topicPattern, "topicPattern can't be null");
        return beginnings.stream(List.of(), topicPattern, requireNonNull(consumed, CONSUMED));
    }

    /** A table of the latest value of each key in {@code topic}; it is stored only if that is needed. */
    public synchronized <K, V> KTable<K, V> table(String topic) {
        return table(topic, Consumed.with(null, null));
    }

    /** {@link #table(String)}, read as {@code consumed} says. */
    public synchronized <K, V> KTable<K, V> table(String topic, Consumed<K, V> consumed) {
        return table(topic, consumed, Materialized.with(null, null));
    }

    /** {@link #table(String)}, read in the formats of {@code materialized} and stored if that has a name. */
    public synchronized <K, V> KTable<K, V> table(
            String topic, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        requireNonNull(topic, "topic can't be null");
        return beginnings.table(topic, requireNonNull(materialized, "materialized can't be null"));
    }

    /** {@link #table(String)}, read as {@code consumed} says, whose formats also hold for the store. */
    public synchronized <K, V> KTable<K, V> table(
            String topic, Consumed<K, V> consumed, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        requireNonNull(topic, "topic can't be null");
        requireNonNull(consumed, CONSUMED);
        return beginnings.table(topic, consumed, requireNonNull(materialized, "materialized can't be null"));
    }

    /** A table of {@code topic} that every instance holds whole, in the configured formats. */
    public synchronized <K, V> GlobalKTable<K, V> globalTable(String topic) {
        return globalTable(topic, Consumed.with(null, null));
    }

    /** {@link #globalTable(String)}, read as {@code consumed} says; a reset policy has no effect. */
    public synchronized <K, V> GlobalKTable<K, V> globalTable(String topic, Consumed<K, V> consumed) {
        return globalTable(topic, consumed, Materialized.with(null, null));
    }

    /** {@link #globalTable(String)}, read in the formats of {@code materialized}, whose logging is switched off. */
    public synchronized <K, V> GlobalKTable<K, V> globalTable(
            String topic, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        requireNonNull(topic, "topic can't be null");
        return beginnings.globalTable(topic, requireNonNull(materialized, "materialized can't be null"));
    }

    /** {@link #globalTable(String)}, read as {@code consumed} says, whose formats are those of the store, too. */
    public synchronized <K, V> GlobalKTable<K, V> globalTable(
            String topic, Consumed<K, V> consumed, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        requireNonNull(topic, "topic can't be null");
        requireNonNull(consumed, CONSUMED);
        return beginnings.globalTable(topic, consumed, requireNonNull(materialized, "materialized can't be null"));
    }

    /**
     * Adds a store for processors handed to {@link KStream#process}, which name it there.
     *
     * @return this builder
     */
    public synchronized StreamsBuilder addStateStore(StoreBuilder<?> builder) {
        draft.addStore(requireNonNull(builder, "builder can't be null"));
        return this;
    }

    /**
     * Adds a store that every instance fills with the whole of {@code topic} before it processes anything, for
     * processors handed to {@link KStream#process}, which need not name it.
     *
     * @param storeBuilder its logging and caching are switched off
     * @param stateUpdateSupplier makes what fills the store: nothing else may change it
     * @return this builder
     */
    public synchronized <KIn, VIn> StreamsBuilder addGlobalStore(
            StoreBuilder<?> storeBuilder,
            String topic,
            Consumed<KIn, VIn> consumed,
            ProcessorSupplier<KIn, VIn, Void, Void> stateUpdateSupplier) {
        requireNonNull(storeBuilder, "storeBuilder can't be null").withLoggingDisabled();
        storeBuilder.withCachingDisabled();
        beginnings.globalStore(
                storeBuilder,
                requireNonNull(topic, "topic can't be null"),
                requireNonNull(consumed, CONSUMED),
                requireNonNull(stateUpdateSupplier, "stateUpdateSupplier can't be null"));
        return this;
    }

    /**
     * The topology of the program, as it was written. It is the same object each time; what was added to it directly
     * stays in it.
     *
     * @throws dev.millrace.streams.errors.TopologyException if two steps have one name, or a topic is read in two ways
     */
    public synchronized Topology build() {
        return build(null);
    }

    /**
     * The topology of the program, rewritten as {@code topology.optimization} asks.
     *
     * @param props configuration, of which nothing else is read; null for none
     * @throws org.apache.kafka.common.config.ConfigException if a rewrite is asked for that does not exist
     * @throws dev.millrace.streams.errors.TopologyException if names clash, or if {@code
     *     ensure.explicit.internal.resource.naming} is set, here or for the builder, and a store or internal topic has
     *     a generated name (KIP-1111)
     */
    public synchronized Topology build(@Nullable Properties props) {
        Set<String> optimizations = optimizations(props);
        Plan plan = optimizations.contains(StreamsConfig.MERGE_REPARTITION_TOPICS)
                ? draft.planWithoutRepeats()
                : draft.plan();
        topology.beginWith(PlanCompiler.compile(
                plan.rewritten(rules(optimizations)), kindOfStores, namesRequired(props), wrapping));
        return topology;
    }

    private boolean namesRequired(@Nullable Properties props) {
        Object asked = props == null ? null : props.get(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG);
        return namesRequired || asked != null && Boolean.parseBoolean(asked.toString());
    }

    private static Set<String> optimizations(@Nullable Properties props) {
        Object asked = props == null ? null : props.get(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG);
        return StreamsConfig.verifyTopologyOptimizationConfigs(
                asked == null ? StreamsConfig.NO_OPTIMIZATION : asked.toString());
    }

    private static List<PlanRule> rules(Set<String> optimizations) {
        List<PlanRule> rules = new ArrayList<>();
        rules.add(new MergeSources());
        if (optimizations.contains(StreamsConfig.REUSE_KTABLE_SOURCE_TOPICS)) {
            rules.add(new ReuseSourceTopic());
        }
        if (optimizations.contains(StreamsConfig.MERGE_REPARTITION_TOPICS)) {
            rules.add(new MergeRepartitions());
        }
        if (optimizations.contains(StreamsConfig.SINGLE_STORE_SELF_JOIN)) {
            rules.add(new ShareJoinStores());
        }
        return rules;
    }
}
