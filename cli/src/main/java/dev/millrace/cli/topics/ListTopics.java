package dev.millrace.cli.topics;

import java.util.List;
import java.util.concurrent.Callable;

import org.apache.kafka.clients.admin.TopicDescription;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.millrace.cli.output.Table;
import dev.millrace.cli.session.AdminSession;
import dev.millrace.cli.session.SessionOptions;

/** {@code topics list}: one name a line, or a table. */
@Command(name = "list", description = "Lists topics, one name a line.", sortOptions = false)
final class ListTopics implements Callable<Integer> {
    @Mixin
    private TopicSelection selection = new TopicSelection();

    @Option(
            names = {"-l", "--long"},
            description = "Shows a table with partitions, replicas and bytes.")
    private boolean detailed;

    @Option(names = "--exclude-internal", description = "Leaves out the topics of the broker itself.")
    private boolean withoutInternal;

    private final SessionOptions session;

    ListTopics(SessionOptions session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (AdminSession admin = session.admin()) {
            List<String> words = selection.words().isEmpty() ? List.of("*") : selection.words();
            List<TopicDescription> topics =
                    DescribeTopics.fetch(admin, TopicSelection.existing(admin, words, true)).stream()
                            .filter(topic -> !withoutInternal || !topic.isInternal())
                            .toList();
            if (!detailed && !session.json()) {
                topics.forEach(topic -> session.printer().line(topic.name()));
                return 0;
            }
            TopicSizes sizes = TopicSizes.fetch(admin);
            Table table = new Table("topic", "topicId", "partitions", "replicas", "bytes", "internal");
            for (TopicDescription topic : topics) {
                int replicas = topic.partitions().get(0).replicas().size();
                table.add(
                        topic.name(),
                        topic.topicId().toString(),
                        topic.partitions().size(),
                        replicas,
                        sizes.ofTopic(topic.name()),
                        topic.isInternal());
            }
            session.printer().print(table);
            return 0;
        }
    }
}
