package dev.millrace.examples.wordcount;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

import picocli.CommandLine;

/** The command run in this JVM, with what it printed. */
final class CommandRun {

    private final StringWriter output = new StringWriter();
    private final StringWriter complaints = new StringWriter();
    private final StopSignal stop = new StopSignal();
    private volatile int exitCode = -1;

    /** Runs the command to its end. */
    static CommandRun of(String... arguments) {
        CommandRun run = new CommandRun();
        run.execute(arguments);
        return run;
    }

    /** Runs the command until it ends or {@link #stop()} is called from another thread. */
    void execute(String... arguments) {
        execute(WordCount.commandLine(stop), arguments);
    }

    /** Runs a command line made elsewhere to its end. */
    void execute(CommandLine command, String... arguments) {
        command.setOut(new PrintWriter(output));
        command.setErr(new PrintWriter(complaints));
        exitCode = command.execute(arguments);
    }

    void stop() {
        stop.raise();
    }

    int exitCode() {
        return exitCode;
    }

    List<String> lines() {
        return output.toString().lines().toList();
    }

    /** The list printed last, of those that an empty line separates. */
    List<String> lastList() {
        List<String> lines = lines();
        return lines.subList(lines.lastIndexOf("") + 1, lines.size());
    }

    List<String> complaints() {
        return complaints.toString().lines().toList();
    }
}
