package dev.millrace.cli.topics;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import dev.millrace.cli.output.Terminal;
import dev.millrace.cli.session.SessionOptions;

/** {@code millrace topics}. */
@Command(
        name = "topics",
        description = "Lists, creates, describes, alters and deletes topics.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  millrace topics create orders --partitions 6 --config cleanup.policy=compact",
            "  millrace topics describe 'orders.*'",
            "  millrace topics --list --bootstrap-server localhost:9092"
        })
public final class TopicsCommand {
    @Mixin
    private final SessionOptions session;

    private TopicsCommand(SessionOptions session) {
        this.session = session;
    }

    /** Returns the command with its subcommands. */
    public static CommandLine with(Terminal terminal) {
        SessionOptions session = new SessionOptions(terminal);
        return new CommandLine(new TopicsCommand(session))
                .addSubcommand(new ListTopics(session))
                .addSubcommand(new CreateTopics(session))
                .addSubcommand(new DescribeTopics(session))
                .addSubcommand(new AlterTopics(session))
                .addSubcommand(new DeleteTopics(session))
                .addSubcommand(new DeleteTopicRecords(session));
    }
}
