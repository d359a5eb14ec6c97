package dev.millrace.streams.internal.topology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.internal.settings.RuntimeSettings;
import dev.millrace.streams.internal.spi.ChangelogTopicDefaults;
import dev.millrace.streams.internal.spi.ConfiguredStore;
import dev.millrace.streams.state.StoreBuilder;

/** Turns a definition into a plan: full topic names, numbers, what belongs together. One use each. */
final class Planner {
    private static final Logger LOG = LoggerFactory.getLogger(Planner.class);

    private final TopologyDefinition definition;
    private final RuntimeSettings settings;

    Planner(TopologyDefinition definition, RuntimeSettings settings) {
        this.definition = definition;
        this.settings = settings;
    }

    TopologyPlan plan() {
        if (!definition.wrapped() && settings.appConfigs().get(StreamsConfig.PROCESSOR_WRAPPER_CLASS_CONFIG) != null) {
            LOG.warn(
                    "{} has no effect: it counts in the TopologyConfig that Topology or StreamsBuilder is made with",
                    StreamsConfig.PROCESSOR_WRAPPER_CLASS_CONFIG);
        }
        List<GlobalStoreSpec> globalStores =
                definition.globalStores().stream().map(this::global).toList();
        List<Subtopology> subtopologies = new ArrayList<>();
        List<Set<String>> groups = definition.groups();
        for (int number = 0; number < groups.size(); number++) {
            Set<String> group = groups.get(number);
            if (group.stream().noneMatch(definition.globalSources()::contains)) {
                subtopologies.add(subtopology(number, group));
            }
        }
        return new TopologyPlan(subtopologies, globalStores);
    }

    private GlobalStoreSpec global(GlobalStoreSpec store) {
        return new GlobalStoreSpec(store.source(), store.processor(), settled(store.builder()));
    }

    /** What the DSL left to the configuration is decided here, at each start anew. */
    private StoreBuilder<?> settled(StoreBuilder<?> builder) {
        return builder instanceof ConfiguredStore open ? open.settled(settings.dslStores()) : builder;
    }

    private Subtopology subtopology(int number, Set<String> names) {
        List<NodeSpec> nodes =
                names.stream().map(definition::node).map(this::withFullNames).toList();
        List<StoreSpec> stores = stores(names);
        Map<String, List<String>> sourceTopics = new LinkedHashMap<>();
        nodes.stream()
                .filter(SourceSpec.class::isInstance)
                .forEach(node -> sourceTopics.put(node.name(), ((SourceSpec) node).topics()));
        return new Subtopology(
                number,
                nodes,
                stores,
                sourceTopics,
                pattern(nodes),
                internalSinkTopics(names),
                repartitionTopics(names),
                changelogTopics(stores),
                copartitioned(names, sourceTopics));
    }

    private NodeSpec withFullNames(NodeSpec node) {
        if (node instanceof SourceSpec source) {
            return new SourceSpec(
                    source.name(),
                    source.topics().stream().map(this::fullName).toList(),
                    source.pattern(),
                    source.keyDeserializer(),
                    source.valueDeserializer(),
                    source.timestampExtractor(),
                    source.offsetReset());
        }
        if (node instanceof SinkSpec sink && sink.topic() != null) {
            return new SinkSpec(
                    sink.name(),
                    fullName(sink.topic()),
                    null,
                    sink.keySerializer(),
                    sink.valueSerializer(),
                    sink.partitioner(),
                    sink.parents());
        }
        return node;
    }

    private String fullName(String topic) {
        return definition.repartitionTopics().containsKey(topic) ? settings.applicationId() + "-" + topic : topic;
    }

    private List<StoreSpec> stores(Set<String> names) {
        List<StoreSpec> stores = new ArrayList<>();
        for (StoreBuilder<?> builder : definition.stores().values()) {
            Set<String> users = definition.usersOf(builder.name());
            if (users.stream().anyMatch(names::contains)) {
                stores.add(store(settled(builder), users));
            }
        }
        return stores;
    }

    private StoreSpec store(StoreBuilder<?> builder, Set<String> users) {
        String sourceTopic = definition.sourceTopicsAsChangelogs().get(builder.name());
        StoreBuilder<?> configured = settings.cacheMaxBytes() == 0 ? builder.withCachingDisabled() : builder;
        return new StoreSpec(
                configured,
                new LinkedHashSet<>(users),
                builder.loggingEnabled() || definition.isReadOnly(builder.name())
                        ? changelogOf(builder.name(), sourceTopic)
                        : null,
                sourceTopic == null);
    }

    private String changelogOf(String store, @Nullable String sourceTopic) {
        return sourceTopic == null ? settings.applicationId() + "-" + store + "-changelog" : fullName(sourceTopic);
    }

    private static Optional<Pattern> pattern(List<NodeSpec> nodes) {
        String joined = nodes.stream()
                .filter(node -> node instanceof SourceSpec source && source.pattern() != null)
                .map(node -> ((SourceSpec) node).pattern().pattern())
                .collect(Collectors.joining("|"));
        return joined.isEmpty() ? Optional.empty() : Optional.of(Pattern.compile(joined));
    }

    private Set<String> internalSinkTopics(Set<String> names) {
        Set<String> topics = new HashSet<>();
        for (String name : names) {
            if (definition.node(name) instanceof SinkSpec sink
                    && sink.topic() != null
                    && definition.repartitionTopics().containsKey(sink.topic())) {
                topics.add(fullName(sink.topic()));
            }
        }
        return topics;
    }

    private Map<String, InternalTopic> repartitionTopics(Set<String> names) {
        Map<String, InternalTopic> topics = new HashMap<>();
        for (String name : names) {
            if (definition.node(name) instanceof SourceSpec source) {
                source.topics().stream()
                        .filter(definition.repartitionTopics()::containsKey)
                        .forEach(topic -> topics.put(fullName(topic), repartitionTopic(topic)));
            }
        }
        return topics;
    }

    private InternalTopic repartitionTopic(String topic) {
        return InternalTopic.repartition(
                fullName(topic), definition.repartitionTopics().get(topic), settings.topicConfig());
    }

    private Map<String, InternalTopic> changelogTopics(List<StoreSpec> stores) {
        Map<String, InternalTopic> topics = new HashMap<>();
        for (StoreSpec store : stores) {
            if (store.changelog() != null && store.ownChangelog()) {
                topics.put(
                        store.changelog(),
                        InternalTopic.changelog(
                                store.changelog(),
                                kindConfig(store),
                                settings.topicConfig(),
                                store.builder().logConfig()));
            }
        }
        return topics;
    }

    private Map<String, String> kindConfig(StoreSpec store) {
        if (!(store.builder() instanceof ChangelogTopicDefaults kind)) {
            return Map.of();
        }
        Map<String, String> config = new HashMap<>(kind.changelogTopicDefaults());
        config.computeIfPresent(TopicConfig.RETENTION_MS_CONFIG, (key, kept) -> keptLonger(Long.parseLong(kept)));
        return config;
    }

    /** The clocks of brokers and records differ: what a store keeps must not be gone from its changelog. */
    private String keptLonger(long retentionMs) {
        long longer = retentionMs + settings.windowChangelogExtraMs();
        return Long.toString(longer < retentionMs ? Long.MAX_VALUE : longer);
    }

    private Set<Set<String>> copartitioned(Set<String> names, Map<String, List<String>> sourceTopics) {
        Set<Set<String>> groups = new HashSet<>();
        for (Set<String> sources : definition.copartitionedSources()) {
            if (names.containsAll(sources)) {
                groups.add(sources.stream()
                        .flatMap(source -> sourceTopics.get(source).stream())
                        .collect(Collectors.toUnmodifiableSet()));
            }
        }
        return groups;
    }
}
