package dev.millrace.broker.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.millrace.broker.security.FirstUsers;
import dev.millrace.broker.settings.BrokerSettings;

/**
 * The broker as a program: it says in one line where it listens, and runs until it is told to terminate.
 *
 * <p>Whatever keeps it from starting is said in one line on standard error, and the exit code is not zero: 2 for
 * options that make no sense, 1 for everything else.
 *
 * <p>Confined to the main thread.
 */
@Command(
        name = "broker",
        description = "Runs a stand-alone Millrace broker.",
        mixinStandardHelpOptions = false,
        sortOptions = false)
public final class BrokerMain implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerMain.class);

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where topics and offsets are kept; made if missing.")
    private @Nullable Path dataDirectory;

    @Option(names = "--host", paramLabel = "HOST", description = "Address to listen on (default: 127.0.0.1).")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "N", description = "Port to listen on; 0 picks a free one (default: 9092).")
    private @Nullable Integer port;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings by the names of Apache Kafka, one a line.")
    private @Nullable Path config;

    @Option(
            names = "--add-scram",
            paramLabel = "USER",
            description = "Makes a user before the start, unless it is there:"
                    + " SCRAM-SHA-512=[name=NAME,password=PASSWORD].")
    private List<String> firstUsers = List.of();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this text.")
    private boolean help;

    private final PrintStream out;

    /**
     * Makes the command, to be run by itself or as a part of another command line.
     *
     * @param out where it says that the broker is ready
     */
    public BrokerMain(PrintStream out) {
        this.out = out;
    }

    /** Runs the program and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        System.exit(execute(System.out, System.err, arguments));
    }

    static int execute(PrintStream out, PrintStream err, String... arguments) {
        return new CommandLine(new BrokerMain(out))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setParameterExceptionHandler((fault, ignored) -> {
                    err.println("millrace broker: " + fault.getMessage() + " (see --help)");
                    return CommandLine.ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((fault, line, parsed) -> {
                    err.println("millrace broker: " + fault.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments);
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        BrokerSettings settings = settings();
        FirstUsers.add(settings.dataDirectory(), firstUsers);
        CountDownLatch terminated = new CountDownLatch(1);
        try (Broker broker = Broker.start(settings)) {
            Thread onTermination = new Thread(() -> closeBeforeExit(broker, terminated), "millrace-broker-shutdown");
            Runtime.getRuntime().addShutdownHook(onTermination);
            out.println("Millrace broker ready on " + broker.bootstrapServers() + ", data in "
                    + settings.dataDirectory().toAbsolutePath());
            terminated.await();
        }
        return CommandLine.ExitCode.OK;
    }

    private static void closeBeforeExit(Broker broker, CountDownLatch terminated) {
        broker.close();
        terminated.countDown();
    }

    private BrokerSettings settings() {
        Properties properties = new Properties();
        properties.setProperty("listeners", "PLAINTEXT://127.0.0.1:9092");
        if (config != null) {
            read(config, properties);
        }
        if (dataDirectory != null) {
            properties.remove("log.dir");
            properties.setProperty("log.dirs", dataDirectory.toString());
        }
        if (!properties.containsKey("log.dirs") && !properties.containsKey("log.dir")) {
            throw new IllegalArgumentException("--data-dir is missing, and no --config names one in log.dirs");
        }
        BrokerSettings settings = BrokerSettings.fromProperties(properties);
        BrokerSettings.withoutEffect(properties)
                .forEach((name, reason) -> LOG.info("{} has no effect: {}", name, reason));
        if (host != null) {
            settings = settings.withListen(settings.listen().withHost(host));
        }
        return port == null ? settings : settings.withPort(port);
    }

    private static void read(Path file, Properties to) {
        try (InputStream in = Files.newInputStream(file)) {
            to.load(in);
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException("there is no file " + file, e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
