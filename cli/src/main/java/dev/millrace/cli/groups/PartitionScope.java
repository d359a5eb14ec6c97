package dev.millrace.cli.groups;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

import picocli.CommandLine.Option;

import dev.millrace.cli.output.CommandFailed;
import dev.millrace.cli.output.WrongUsage;
import dev.millrace.cli.session.AdminSession;
import dev.millrace.cli.text.TopicParts;

/**
 * The partitions whose offsets a command changes.
 *
 * <p><em>Confined to the thread of the command; filled by the parser.</em>
 */
final class PartitionScope {
    @Option(
            names = "--topic",
            paramLabel = "TOPIC[:PARTITIONS]",
            description = "A topic, or partitions of it such as orders:0-3; may be repeated.")
    private List<String> topics = new ArrayList<>();

    @Option(names = "--all-topics", description = "All partitions for which the group has committed.")
    private boolean allTopics;

    /** Returns them, sorted. */
    SortedSet<TopicPartition> of(AdminSession session, String group) {
        if (topics.isEmpty() == !allTopics) {
            throw new WrongUsage("which topics? give --topic or --all-topics");
        }
        SortedSet<TopicPartition> partitions = new TreeSet<>(CommittedPositions.ORDER);
        if (allTopics) {
            partitions.addAll(CommittedPositions.fetch(session, group).keySet());
        }
        for (String word : topics) {
            TopicParts parts = TopicParts.parse(word);
            int count = count(session, parts.topic());
            List<Integer> numbers = parts.partitions();
            for (int number = 0; numbers.isEmpty() && number < count; number++) {
                partitions.add(new TopicPartition(parts.topic(), number));
            }
            for (int number : numbers) {
                if (number >= count) {
                    throw new CommandFailed(
                            "topic " + parts.topic() + " has no partition " + number + ", only " + count);
                }
                partitions.add(new TopicPartition(parts.topic(), number));
            }
        }
        return partitions;
    }

    private static int count(AdminSession session, String topic) {
        if (!session.await(session.admin().listTopics().names()).contains(topic)) {
            throw new CommandFailed("there is no topic " + topic);
        }
        TopicDescription description = session.await(
                session.admin().describeTopics(List.of(topic)).topicNameValues().get(topic));
        return description.partitions().size();
    }
}
