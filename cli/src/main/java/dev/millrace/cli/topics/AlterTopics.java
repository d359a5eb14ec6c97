package dev.millrace.cli.topics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.apache.kafka.clients.admin.NewPartitions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.millrace.cli.output.Json;
import dev.millrace.cli.session.AdminSession;
import dev.millrace.cli.session.ChangeReport;
import dev.millrace.cli.session.SessionOptions;

/** {@code topics alter}: adds partitions. */
@Command(
        name = "alter",
        description = "Adds partitions. Configurations are altered by: millrace configs alter --topic NAME",
        sortOptions = false)
final class AlterTopics implements Callable<Integer> {
    @Mixin
    private TopicSelection selection = new TopicSelection();

    @Option(
            names = "--partitions",
            paramLabel = "N",
            required = true,
            description = "New number of partitions, more than there are.")
    private int partitions;

    @Option(names = "--if-exists", description = "A name without topic is passed over.")
    private boolean ifExists;

    private final SessionOptions session;

    AlterTopics(SessionOptions session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<String> words = selection.needed();
        try (AdminSession admin = session.admin()) {
            Map<String, NewPartitions> wanted = new HashMap<>();
            TopicSelection.existing(admin, words, ifExists)
                    .forEach(name -> wanted.put(name, NewPartitions.increaseTo(partitions)));
            Map<String, String> failures =
                    admin.failures(admin.admin().createPartitions(wanted).values());
            ChangeReport report = session.changes();
            for (String name : wanted.keySet()) {
                if (failures.containsKey(name)) {
                    report.refused(failures.get(name));
                } else {
                    report.done(
                            "Topic " + name + " has " + partitions + " partitions now.",
                            Json.object("topic", name, "partitions", partitions));
                }
            }
            return report.finish();
        }
    }
}
