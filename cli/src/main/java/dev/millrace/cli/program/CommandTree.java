package dev.millrace.cli.program;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

import dev.millrace.broker.embedded.BrokerMain;
import dev.millrace.cli.access.AclsCommand;
import dev.millrace.cli.access.UsersCommand;
import dev.millrace.cli.configs.ConfigsCommand;
import dev.millrace.cli.dump.DumpLogCommand;
import dev.millrace.cli.groups.GroupsCommand;
import dev.millrace.cli.output.Terminal;
import dev.millrace.cli.output.WrongUsage;
import dev.millrace.cli.records.ConsumeCommand;
import dev.millrace.cli.records.ProduceCommand;
import dev.millrace.cli.session.FailureWords;
import dev.millrace.cli.topics.TopicsCommand;

/**
 * All commands, and what happens when one fails: one line on standard error that begins with the name of the command.
 *
 * <p><em>Confined to the thread of the command.</em>
 */
final class CommandTree {
    private static final String COMPLETION = "completion";

    private final Terminal terminal;
    private final CommandLine root;

    private CommandTree(Terminal terminal, Map<String, Supplier<Object>> commands) {
        this.terminal = terminal;
        this.root = new CommandLine(new MillraceCommand());
        commands.forEach((name, command) -> root.addSubcommand(name, command.get()));
        root.setOut(new PrintWriter(terminal.out(), true))
                .setErr(new PrintWriter(terminal.err(), true))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(100)
                .setUsageHelpLongOptionsMaxWidth(34)
                .setParameterExceptionHandler((fault, words) ->
                        complain(fault.getCommandLine(), fault.getMessage() + " (see --help)", ExitCode.USAGE))
                .setExecutionExceptionHandler((fault, line, parsed) -> failed(fault, line));
    }

    private static Map<String, Supplier<Object>> commands(Terminal terminal) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("broker", () -> new BrokerMain(terminal.out()));
        commands.put("topics", () -> TopicsCommand.with(terminal));
        commands.put("produce", () -> ProduceCommand.with(terminal));
        commands.put("consume", () -> ConsumeCommand.with(terminal));
        commands.put("groups", () -> GroupsCommand.with(terminal));
        commands.put("configs", () -> ConfigsCommand.with(terminal));
        commands.put("acls", () -> AclsCommand.with(terminal));
        commands.put("users", () -> UsersCommand.with(terminal));
        commands.put("dump-log", () -> DumpLogCommand.with(terminal));
        commands.put(COMPLETION, CompletionCommand::new);
        return commands;
    }

    /** Makes all commands. */
    static CommandTree whole(Terminal terminal) {
        return new CommandTree(terminal, commands(terminal));
    }

    /** Makes what these words need: one command if they begin with its name, which is faster, else all. */
    static CommandTree of(Terminal terminal, String... words) {
        Map<String, Supplier<Object>> commands = commands(terminal);
        String first = words.length == 0 ? "" : words[0];
        if (commands.containsKey(first) && !first.equals(COMPLETION)) {
            commands.keySet().retainAll(Set.of(first));
        }
        return new CommandTree(terminal, commands);
    }

    /** Returns the commands, for what is generated from them. */
    CommandLine root() {
        return root;
    }

    /**
     * Runs a command.
     *
     * @return 0 if all was done, 1 if something failed, 2 if the words make no sense
     */
    int run(String... words) {
        int code = root.execute(FamiliarVerbs.rewrite(words));
        terminal.out().flush();
        return code;
    }

    private int failed(Exception fault, CommandLine line) {
        terminal.out().flush();
        if (line.getParseResult().originalArgs().contains("--verbose")) {
            fault.printStackTrace(terminal.err());
        }
        return fault instanceof WrongUsage
                ? complain(line, fault.getMessage() + " (see --help)", ExitCode.USAGE)
                : complain(line, FailureWords.of(fault), ExitCode.SOFTWARE);
    }

    private int complain(CommandLine line, String sentence, int code) {
        terminal.err().println(line.getCommandSpec().qualifiedName() + ": " + sentence.replaceAll("\\s*\\R\\s*", " "));
        return code;
    }
}
