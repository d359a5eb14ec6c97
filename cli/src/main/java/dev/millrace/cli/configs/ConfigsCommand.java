package dev.millrace.cli.configs;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import dev.millrace.cli.output.Terminal;
import dev.millrace.cli.session.SessionOptions;

/** {@code millrace configs}. */
@Command(
        name = "configs",
        description = "Describes and alters configurations of topics, brokers and groups.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  millrace configs describe --topic orders --all",
            "  millrace configs alter --topic orders --set retention.ms=86400000 --delete cleanup.policy",
            "  millrace configs --alter --entity-type topics --entity-name orders --add-config retention.ms=1000"
        })
public final class ConfigsCommand {
    @Mixin
    private final SessionOptions session;

    private ConfigsCommand(SessionOptions session) {
        this.session = session;
    }

    /** Returns the command with its subcommands. */
    public static CommandLine with(Terminal terminal) {
        SessionOptions session = new SessionOptions(terminal);
        return new CommandLine(new ConfigsCommand(session))
                .addSubcommand(new DescribeConfigs(session))
                .addSubcommand(new AlterConfigs(session));
    }
}
