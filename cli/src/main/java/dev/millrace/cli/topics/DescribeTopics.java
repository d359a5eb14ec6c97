package dev.millrace.cli.topics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.millrace.cli.output.Json;
import dev.millrace.cli.output.Table;
import dev.millrace.cli.session.AdminSession;
import dev.millrace.cli.session.PartitionOffsets;
import dev.millrace.cli.session.Printer;
import dev.millrace.cli.session.SessionOptions;

/** {@code topics describe}: partitions with leaders, offsets and bytes, and what is configured. */
@Command(name = "describe", description = "Shows partitions, offsets, sizes and configurations.", sortOptions = false)
final class DescribeTopics implements Callable<Integer> {
    @Mixin
    private TopicSelection selection = new TopicSelection();

    @Option(names = "--exclude-internal", description = "Leaves out the internal topics.")
    private boolean withoutInternal;

    @Option(names = "--topics-with-overrides", description = "Only topics for which something is configured.")
    private boolean onlyOverridden;

    @Option(names = "--if-exists", description = "A name without topic is no error.")
    private boolean ifExists;

    private final SessionOptions session;

    DescribeTopics(SessionOptions session) {
        this.session = session;
    }

    /** Asks for descriptions, in the order of the names. */
    static List<TopicDescription> fetch(AdminSession session, Collection<String> names) {
        Map<String, TopicDescription> found =
                session.await(session.admin().describeTopics(names).allTopicNames());
        return names.stream().map(found::get).toList();
    }

    @Override
    public Integer call() {
        try (AdminSession admin = session.admin()) {
            List<String> words = selection.words();
            List<String> names =
                    TopicSelection.existing(admin, words.isEmpty() ? List.of("*") : words, words.isEmpty() || ifExists);
            List<TopicDescription> topics = fetch(admin, names);
            Map<String, Map<String, String>> overrides = overrides(admin, names);
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> topic.partitions().stream()
                            .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                    .toList();
            Partitions known = new Partitions(PartitionOffsets.fetch(admin, partitions), TopicSizes.fetch(admin));
            print(topics, overrides, known);
            return 0;
        }
    }

    private record Partitions(PartitionOffsets offsets, TopicSizes sizes) {}

    private void print(List<TopicDescription> topics, Map<String, Map<String, String>> overrides, Partitions known) {
        Printer printer = session.printer();
        List<Object> documents = new ArrayList<>();
        for (TopicDescription topic : topics) {
            Map<String, String> config = overrides.get(topic.name());
            if (withoutInternal && topic.isInternal() || onlyOverridden && config.isEmpty()) {
                continue;
            }
            Table table = table(topic, known);
            documents.add(document(topic, config, table));
            if (!session.json()) {
                printer.line((documents.size() > 1 ? System.lineSeparator() : "") + headLine(topic, config));
                printer.print(table);
            }
        }
        if (session.json()) {
            printer.json(documents);
        }
    }

    private static Object document(TopicDescription topic, Map<String, String> config, Table partitions) {
        return Json.object(
                "topic",
                topic.name(),
                "topicId",
                topic.topicId().toString(),
                "internal",
                topic.isInternal(),
                "configs",
                config,
                "partitions",
                partitions.toJson());
    }

    private static String headLine(TopicDescription topic, Map<String, String> config) {
        String settings = config.isEmpty()
                ? "none"
                : String.join(
                        ",",
                        config.entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + entry.getValue())
                                .toList());
        return "Topic: " + topic.name() + "  Id: " + topic.topicId() + "  Partitions: "
                + topic.partitions().size() + "  Configs: " + settings;
    }

    private static Table table(TopicDescription topic, Partitions known) {
        Table table = new Table("partition", "leader", "replicas", "isr", "startOffset", "endOffset", "bytes");
        topic.partitions().stream()
                .sorted(Comparator.comparingInt(TopicPartitionInfo::partition))
                .forEach(partition -> {
                    TopicPartition id = new TopicPartition(topic.name(), partition.partition());
                    table.add(
                            partition.partition(),
                            idOf(partition.leader()),
                            ids(partition.replicas()),
                            ids(partition.isr()),
                            known.offsets().start(id),
                            known.offsets().end(id),
                            known.sizes().of(id));
                });
        return table;
    }

    private static @Nullable Integer idOf(@Nullable Node node) {
        return node == null ? null : node.id();
    }

    private static List<Integer> ids(List<Node> nodes) {
        return nodes.stream().map(Node::id).toList();
    }

    private static Map<String, Map<String, String>> overrides(AdminSession session, List<String> names) {
        List<ConfigResource> resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<String, Map<String, String>> overrides = new TreeMap<>();
        Map<ConfigResource, Config> configs =
                session.await(session.admin().describeConfigs(resources).all());
        configs.forEach((resource, config) -> {
            Map<String, String> own = new TreeMap<>();
            config.entries().stream()
                    .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                    .forEach(entry -> own.put(entry.name(), String.valueOf(entry.value())));
            overrides.put(resource.name(), own);
        });
        return overrides;
    }
}
