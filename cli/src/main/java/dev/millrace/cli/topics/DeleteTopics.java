package dev.millrace.cli.topics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.millrace.cli.output.Json;
import dev.millrace.cli.session.AdminSession;
import dev.millrace.cli.session.ChangeReport;
import dev.millrace.cli.session.SessionOptions;

/** {@code topics delete}. */
@Command(
        name = "delete",
        description = "Deletes topics with all their records. A pattern never fits internal topics.",
        sortOptions = false)
final class DeleteTopics implements Callable<Integer> {
    @Mixin
    private TopicSelection selection = new TopicSelection();

    @Option(names = "--if-exists", description = "That there is no such topic is no error.")
    private boolean ifExists;

    private final SessionOptions session;

    DeleteTopics(SessionOptions session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<String> words = selection.needed();
        try (AdminSession admin = session.admin()) {
            List<String> names = TopicSelection.existing(admin, words, ifExists).stream()
                    .filter(name -> words.contains(name) || !name.startsWith("__"))
                    .toList();
            Map<String, String> failures = names.isEmpty()
                    ? Map.of()
                    : admin.failures(admin.admin().deleteTopics(names).topicNameValues());
            ChangeReport report = session.changes();
            for (String name : names) {
                if (failures.containsKey(name)) {
                    report.refused("topic " + name + ": " + failures.get(name));
                } else {
                    report.done("Deleted topic " + name + ".", Json.object("topic", name, "deleted", true));
                }
            }
            return report.finish();
        }
    }
}
