package dev.millrace.cli.access;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import dev.millrace.cli.output.Terminal;
import dev.millrace.cli.session.SessionOptions;

/** {@code millrace users}. */
@Command(
        name = "users",
        description = "Lists, sets and deletes users with SCRAM credentials.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  millrace users set ann --password-file ann.txt",
            "  millrace users list",
            "  millrace users delete ann --mechanism SCRAM-SHA-256"
        })
public final class UsersCommand {
    @Mixin
    private final SessionOptions session;

    private UsersCommand(SessionOptions session) {
        this.session = session;
    }

    /** Returns the command with its subcommands. */
    public static CommandLine with(Terminal terminal) {
        SessionOptions session = new SessionOptions(terminal);
        return new CommandLine(new UsersCommand(session))
                .addSubcommand(new ListUsers(session))
                .addSubcommand(new SetUser(session))
                .addSubcommand(new DeleteUser(session));
    }
}
