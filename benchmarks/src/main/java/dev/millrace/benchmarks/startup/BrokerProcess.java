package dev.millrace.benchmarks.startup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stand-alone Millrace broker in a process of its own, on any free port.
 *
 * <p><em>Confined to the thread that starts it.</em>
 */
public final class BrokerProcess implements AutoCloseable {

    private static final Pattern READY = Pattern.compile(".* ready on (\\S+),.*");
    private static final long END_WITHIN_SECONDS = 20;

    private final Process process;
    private final String bootstrapServers;

    private BrokerProcess(Process process, String bootstrapServers) {
        this.process = process;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts a broker and returns when it says that it is ready.
     *
     * @param command how to start it, without the options for directory and port
     * @param dataDirectory where it keeps its data
     * @return the broker
     * @throws IOException if it ends without being ready; its complaint is on standard error
     */
    public static BrokerProcess start(List<String> command, Path dataDirectory) throws IOException {
        List<String> full = new ArrayList<>(command);
        full.addAll(List.of("--data-dir", dataDirectory.toString(), "--port", "0"));
        Process process = ChildProcess.start(new ProcessBuilder(full).redirectError(ProcessBuilder.Redirect.INHERIT));
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.matches()) {
                return new BrokerProcess(process, ready.group(1));
            }
        }
        process.destroy();
        throw new IOException("The broker ended before it was ready: " + full);
    }

    /**
     * Returns the command that starts a broker with the class path and the JVM of this process.
     *
     * @param options further options for the JVM
     * @return the command, without the options for directory and port
     */
    public static List<String> java(String... options) {
        return ChildProcess.java(List.of(options), "dev.millrace.broker.embedded.BrokerMain");
    }

    /** Returns the address for clients. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Returns the resident memory of the process in bytes, or -1 where the system does not tell. */
    public long residentBytes() throws IOException {
        return ProcessMemory.residentBytes(process.pid());
    }

    /** Returns the CPU time of the process so far, in milliseconds. */
    public long cpuMillis() {
        return process.info().totalCpuDuration().map(Duration::toMillis).orElse(-1L);
    }

    /** Asks the broker to terminate, and ends it if it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
