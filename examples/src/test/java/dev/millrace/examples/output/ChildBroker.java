package dev.millrace.examples.output;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.millrace.broker.embedded.BrokerMain;

/** A broker in a process of its own, to be killed or halted. */
final class ChildBroker implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("ready on 127\\.0\\.0\\.1:(\\d+)");

    private final Path directory;
    private Process process;
    private int port;

    /** Returns when it can be connected to. */
    ChildBroker(Path directory) throws IOException {
        this.directory = directory;
        start();
    }

    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Ends it as a crash does and starts it again on the same port and data. */
    void crash() throws Exception {
        process.destroyForcibly().waitFor();
        start();
    }

    /** Lets it do nothing until {@link #resume()}. */
    void halt() throws Exception {
        signal("-STOP");
    }

    void resume() throws Exception {
        signal("-CONT");
    }

    private void signal(String signal) throws Exception {
        new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    }

    private void start() throws IOException {
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerMain.class.getName(),
                        "--data-dir",
                        directory.toString(),
                        "--port",
                        Integer.toString(port)))
                .redirectErrorStream(true)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                port = Integer.parseInt(ready.group(1));
                return;
            }
        }
        throw new IOException("the broker ended before it was ready");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
