package dev.millrace.examples.wordcount;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The command: counts the words of a book and prints the most frequent ones.
 *
 * <p>Standard output gets one {@code word<TAB>count} a line, most frequent first, equal counts by word; everything else
 * goes to standard error. What goes wrong is told in one line, with exit code 1, or 2 for options that make no sense.
 *
 * <p><em>Confined to the main thread.</em>
 */
@Command(
        name = "wordcount",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "Counts the words of a book with a stream topology and prints the most frequent ones.")
public final class WordCount implements Callable<Integer> {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final long CLOSE_WITHIN_SECONDS = 45;

    @Spec
    private CommandSpec spec;

    @Mixin
    private final WordCountOptions options = new WordCountOptions();

    private final StopSignal stop;

    private WordCount(StopSignal stop) {
        this.stop = stop;
    }

    /**
     * Runs the command and ends the JVM with its exit code. A signal to terminate ends it cleanly.
     *
     * @param arguments what the user typed
     */
    public static void main(String[] arguments) {
        StopSignal stop = new StopSignal();
        CountDownLatch finished = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndWait(stop, finished), "wordcount-stop"));
        int exitCode = CommandLine.ExitCode.SOFTWARE;
        try {
            exitCode = commandLine(stop).execute(arguments);
        } finally {
            finished.countDown();
        }
        System.exit(exitCode);
    }

    /** Makes the command line, for a caller that wants to see its output or to stop it. */
    static CommandLine commandLine(StopSignal stop) {
        return new CommandLine(new WordCount(stop))
                .setParameterExceptionHandler((exception, arguments) ->
                        complain(exception.getCommandLine(), exception.getMessage(), CommandLine.ExitCode.USAGE))
                .setExecutionExceptionHandler((exception, command, result) -> {
                    if (!(exception instanceof WordCountFailure)) {
                        throw exception;
                    }
                    return complain(command, exception.getMessage(), CommandLine.ExitCode.SOFTWARE);
                });
    }

    @Override
    public Integer call() {
        String conflict = options.conflict();
        if (conflict != null) {
            throw new CommandLine.ParameterException(spec.commandLine(), conflict);
        }
        Console console =
                new Console(spec.commandLine().getOut(), spec.commandLine().getErr());
        Book book = options.text == null ? Book.builtIn() : Book.of(options.text);
        try (Home home = new Home(options);
                Admin admin = ClusterClient.connect(home.bootstrapServers(), ANSWER_WITHIN)) {
            console.say("broker at " + home.bootstrapServers());
            count(book, home, admin, console);
        }
        return CommandLine.ExitCode.OK;
    }

    private void count(Book book, Home home, Admin admin, Console console) {
        Topics topics = new Topics(options.applicationId);
        topics.createMissing(admin, options.partitions);
        try (RunningTopology running = new RunningTopology(topics, home.bootstrapServers(), home.stateDirectory())) {
            running.start();
            if (!options.noInput) {
                LineFeed feed = new LineFeed(home.bootstrapServers(), topics.lines());
                console.say(feed.send(book, stop) + " lines written to " + topics.lines());
            }
            new Counting(running, topics, admin, console, stop).run(options.top, options.keepRunning);
        }
    }

    private static int complain(CommandLine command, String message, int exitCode) {
        command.getErr().println("wordcount: " + message);
        command.getErr().flush();
        return exitCode;
    }

    private static void stopAndWait(StopSignal stop, CountDownLatch finished) {
        stop.raise();
        try {
            if (!finished.await(CLOSE_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("wordcount: not closed within " + CLOSE_WITHIN_SECONDS + " seconds, giving up");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
