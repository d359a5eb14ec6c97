package dev.millrace.cli.program;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code millrace} without a subcommand. */
@Command(
        name = "millrace",
        description = "Works with topics, records, groups, configurations, ACLs and users of a Kafka-protocol broker.",
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        footer = {"", "Each command has its own --help. Exit codes: 0 done, 1 failed, 2 wrong usage."})
final class MillraceCommand {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this text.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Shows the versions of Millrace and its client library.")
    private boolean version;
}
