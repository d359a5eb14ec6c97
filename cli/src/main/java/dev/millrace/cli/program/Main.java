package dev.millrace.cli.program;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.millrace.cli.output.Interrupt;
import dev.millrace.cli.output.Terminal;

/** The program behind {@code ./millrace topics} and its neighbours. */
public final class Main {
    private static final int OUTPUT_BUFFER_BYTES = 1 << 16;
    private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";
    private static final long LONGEST_END_S = 10;

    private Main() {}

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] words) {
        if (Arrays.asList(words).contains("--verbose")) {
            System.setProperty(LOG_LEVEL, "info");
        }
        Interrupt interrupt = new Interrupt();
        CountDownLatch ended = new CountDownLatch(1);
        Thread onSignal = new Thread(() -> endCommand(interrupt, ended), "millrace-cli-signal");
        Runtime.getRuntime().addShutdownHook(onSignal);
        PrintStream out = new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), OUTPUT_BUFFER_BYTES),
                false,
                StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(System.in, out, err, Clock.systemUTC(), interrupt);
        int code;
        try {
            code = CommandTree.of(terminal, words).run(words);
        } finally {
            out.flush();
            ended.countDown();
        }
        System.exit(code);
    }

    /** A command that goes on for ever is asked to end, and has some time to do so in order. */
    private static void endCommand(Interrupt interrupt, CountDownLatch ended) {
        try {
            if (interrupt.raise() && !ended.await(LONGEST_END_S, TimeUnit.SECONDS)) {
                System.err.println("millrace: the command did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
