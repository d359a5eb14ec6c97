package dev.millrace.cli.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

import dev.millrace.cli.output.CommandFailed;
import dev.millrace.cli.output.OutputFormat;
import dev.millrace.cli.output.Terminal;
import dev.millrace.cli.output.WrongUsage;
import dev.millrace.cli.text.TimeWords;

/**
 * The options of every command that talks to a broker; they may stand before or behind the name of a subcommand.
 *
 * <p><em>Confined to the thread of the command; filled by the parser.</em>
 */
public final class SessionOptions {
    private static final String DEFAULT_SERVER = "localhost:9092";

    @Option(
            names = {"-b", "--bootstrap-server", "--bootstrap-servers", "--broker-list"},
            paramLabel = "HOST:PORT",
            scope = ScopeType.INHERIT,
            description = "Brokers to begin with, separated by commas (default: " + DEFAULT_SERVER + ").")
    private @Nullable String bootstrapServer;

    @Option(
            names = {"--command-config", "-F"},
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Properties of the client, such as security.protocol.")
    private @Nullable Path commandConfig;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            scope = ScopeType.INHERIT,
            description = "How long to wait for an answer, such as 500ms or 1m (default: 15s).")
    private String timeout = "15s";

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            scope = ScopeType.INHERIT,
            description = "text for people or json for programs (default: text).")
    private OutputFormat output = OutputFormat.TEXT;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Shows what the client logs, and stack traces.")
    private boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Shows this text.")
    private boolean help;

    private final Terminal terminal;

    /**
     * Makes options with their defaults.
     *
     * @param terminal where the commands read and write
     */
    public SessionOptions(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Returns where to read and write. */
    public Terminal terminal() {
        return terminal;
    }

    /** Returns for whom to write. */
    public OutputFormat output() {
        return output;
    }

    /** Returns whether JSON is wanted. */
    public boolean json() {
        return output == OutputFormat.JSON;
    }

    /**
     * Returns how long to wait for an answer.
     *
     * @throws WrongUsage if the option is no span of time, or too long for a client
     */
    public Duration timeout() {
        Duration wait = TimeWords.duration(timeout);
        if (wait.isZero() || wait.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) > 0) {
            throw new WrongUsage("--timeout " + timeout + " must be more than 0 and less than 24 days");
        }
        return wait;
    }

    /**
     * Returns the properties of a client: the file's, and what the options say.
     *
     * @throws CommandFailed if the file cannot be read
     */
    public Properties clientProperties() {
        Properties properties = new Properties();
        properties.setProperty(CommonClientConfigs.CLIENT_ID_CONFIG, "millrace-cli");
        int timeoutMs = (int) timeout().toMillis();
        properties.setProperty(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, Integer.toString(timeoutMs));
        properties.setProperty(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, Integer.toString(timeoutMs));
        properties.setProperty(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, "false");
        if (commandConfig != null) {
            read(commandConfig, properties);
        }
        if (bootstrapServer != null || !properties.containsKey(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)) {
            String server = bootstrapServer == null ? DEFAULT_SERVER : bootstrapServer;
            properties.setProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, server);
        }
        Reachable.check(properties.getProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG), timeoutMs);
        return properties;
    }

    private static void read(Path file, Properties to) {
        try (InputStream in = Files.newInputStream(file)) {
            to.load(in);
        } catch (NoSuchFileException e) {
            throw new CommandFailed("there is no file " + file, e);
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailed("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Opens a client for the administration of a cluster; to be closed. */
    public AdminSession admin() {
        return AdminSession.open(clientProperties(), timeout());
    }

    /** Returns an empty report on changes. */
    public ChangeReport changes() {
        return new ChangeReport(printer(), json());
    }

    /** Returns where results are written to. */
    public Printer printer() {
        return new Printer(terminal.out(), output);
    }
}
