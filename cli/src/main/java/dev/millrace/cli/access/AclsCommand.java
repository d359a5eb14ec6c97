package dev.millrace.cli.access;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import dev.millrace.cli.output.Terminal;
import dev.millrace.cli.session.SessionOptions;

/** {@code millrace acls}. */
@Command(
        name = "acls",
        description = "Lists, adds and removes ACLs.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  millrace acls add --allow-principal User:ann --producer --topic orders",
            "  millrace acls add --allow-principal User:bob --consumer --topic orders --group readers",
            "  millrace acls list --topic orders",
            "  millrace acls --remove --allow-principal User:ann --operation Write --topic orders"
        })
public final class AclsCommand {
    @Mixin
    private final SessionOptions session;

    private AclsCommand(SessionOptions session) {
        this.session = session;
    }

    /** Returns the command with its subcommands. */
    public static CommandLine with(Terminal terminal) {
        SessionOptions session = new SessionOptions(terminal);
        return new CommandLine(new AclsCommand(session))
                .addSubcommand(new ListAcls(session))
                .addSubcommand(new AddAcls(session))
                .addSubcommand(new RemoveAcls(session));
    }
}
