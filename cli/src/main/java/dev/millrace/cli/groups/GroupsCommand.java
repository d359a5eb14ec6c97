package dev.millrace.cli.groups;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import dev.millrace.cli.output.Terminal;
import dev.millrace.cli.session.SessionOptions;

/** {@code millrace groups}. */
@Command(
        name = "groups",
        description = "Lists, describes, resets and deletes groups and their offsets.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  millrace groups describe readers",
            "  millrace groups reset-offsets readers --topic orders --to-earliest --execute",
            "  millrace groups --describe --group readers --members"
        })
public final class GroupsCommand {
    @Mixin
    private final SessionOptions session;

    private GroupsCommand(SessionOptions session) {
        this.session = session;
    }

    /** Returns the command with its subcommands. */
    public static CommandLine with(Terminal terminal) {
        SessionOptions session = new SessionOptions(terminal);
        return new CommandLine(new GroupsCommand(session))
                .addSubcommand(new ListGroups(session))
                .addSubcommand(new DescribeGroups(session))
                .addSubcommand(new ResetOffsets(session))
                .addSubcommand(new DeleteGroups(session))
                .addSubcommand(new DeleteOffsets(session));
    }
}
