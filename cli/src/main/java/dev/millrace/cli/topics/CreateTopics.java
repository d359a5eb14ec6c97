package dev.millrace.cli.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.millrace.cli.output.Json;
import dev.millrace.cli.session.AdminSession;
import dev.millrace.cli.session.ChangeReport;
import dev.millrace.cli.session.FailureWords;
import dev.millrace.cli.session.SessionOptions;
import dev.millrace.cli.text.NameValues;

/** {@code topics create}. */
@Command(
        name = "create",
        description = "Creates topics.",
        sortOptions = false,
        footer = {"", "Example:", "  millrace topics create orders --partitions 6 --config retention.ms=86400000"})
final class CreateTopics implements Callable<Integer> {
    @Mixin
    private TopicSelection selection = new TopicSelection();

    @Option(names = "--partitions", paramLabel = "N", description = "Number of partitions (default: the broker's).")
    private @Nullable Integer partitions;

    @Option(names = "--replication-factor", paramLabel = "N", description = "Number of replicas (default: broker's).")
    private @Nullable Short replicas;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "NAME=VALUE",
            description = "A configuration of the topic; may be repeated.")
    private List<String> config = new ArrayList<>();

    @Option(names = "--if-not-exists", description = "A topic that is there already is no error.")
    private boolean ifNotExists;

    private final SessionOptions session;

    CreateTopics(SessionOptions session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Map<String, String> settings = NameValues.parse("--config", config);
        List<NewTopic> topics = selection.needed().stream()
                .distinct()
                .map(name -> new NewTopic(name, Optional.ofNullable(partitions), Optional.ofNullable(replicas))
                        .configs(settings))
                .toList();
        try (AdminSession admin = session.admin()) {
            CreateTopicsResult result = admin.admin().createTopics(topics);
            ChangeReport report = session.changes();
            topics.forEach(topic -> create(admin, result, topic.name(), report));
            return report.finish();
        }
    }

    private void create(AdminSession admin, CreateTopicsResult result, String name, ChangeReport report) {
        try {
            admin.await(result.values().get(name));
            int count = admin.await(result.numPartitions(name));
            report.done(
                    "Created topic " + name + " with " + count + (count == 1 ? " partition." : " partitions."),
                    Json.object("topic", name, "created", true, "partitions", count));
        } catch (TopicExistsException e) {
            if (ifNotExists) {
                report.done(
                        "Topic " + name + " exists already.",
                        Json.object("topic", name, "created", false, "partitions", null));
            } else {
                report.refused("topic " + name + " exists already");
            }
        } catch (RuntimeException e) {
            report.refused("topic " + name + ": " + FailureWords.of(e));
        }
    }
}
