package dev.millrace.benchmarks.rounds;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** A broker in a process of its own that ends and comes back on the same port and data. */
final class RoundsBroker implements AutoCloseable {
    private static final String HOST = "127.0.0.1:";
    private static final long PATIENCE_SECONDS = 120;

    private final String bootstrapServers;
    private final List<String> command;
    private final Path log;
    private @Nullable Process process;

    private RoundsBroker(String bootstrapServers, List<String> command, Path log) {
        this.bootstrapServers = bootstrapServers;
        this.command = command;
        this.log = log;
    }

    /** Millrace's. */
    static RoundsBroker millrace(Path directory) throws IOException {
        int port = freePort();
        List<String> command = java(
                "-Xmx192m",
                "dev.millrace.broker.embedded.BrokerMain",
                "--data-dir",
                directory.resolve("data").toString(),
                "--port",
                Integer.toString(port));
        return new RoundsBroker(HOST + port, command, directory.resolve("broker.log"));
    }

    /** A node of Apache Kafka that is broker and controller. */
    static RoundsBroker apache(Path directory) throws Exception {
        int port = freePort();
        int controllerPort = freePort();
        Path settings = directory.resolve("server.properties");
        Files.write(
                settings,
                List.of(
                        "process.roles=broker,controller",
                        "node.id=1",
                        "controller.quorum.voters=1@" + HOST + controllerPort,
                        "listeners=PLAINTEXT://" + HOST + port + ",CONTROLLER://" + HOST + controllerPort,
                        "controller.listener.names=CONTROLLER",
                        "log.dirs=" + directory.resolve("data"),
                        "offsets.topic.replication.factor=1",
                        "offsets.topic.num.partitions=3",
                        "transaction.state.log.replication.factor=1",
                        "transaction.state.log.min.isr=1",
                        "transaction.state.log.num.partitions=3",
                        "group.initial.rebalance.delay.ms=0"));
        String id = Uuid.randomUuid().toString();
        String config = settings.toString();
        Path log = directory.resolve("broker.log");
        Process format = started(
                java("-Xmx256m", "kafka.tools.StorageTool", "format", "--config", config, "--cluster-id", id), log);
        if (format.waitFor() != 0) {
            throw new IOException(Files.readString(log));
        }
        return new RoundsBroker(HOST + port, java("-Xmx384m", "kafka.Kafka", config), log);
    }

    private static List<String> java(String heap, String... mainAndArguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(heap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(mainAndArguments));
        return command;
    }

    private static Process started(List<String> command, Path log) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    /** Starts it and returns when it answers. */
    void start() throws Exception {
        process = started(command, log);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers, "default.api.timeout.ms", (int)
                TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS)))) {
            admin.describeCluster().nodes().get();
        } catch (ExecutionException e) {
            throw new IOException(Files.readString(log), e);
        }
    }

    /** Ends the process as {@code kill -9} does. */
    void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    /** Asks the process to end, and waits until it has. */
    void terminate() throws InterruptedException {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the broker does not end");
            }
        }
    }

    @Override
    public void close() {
        kill();
    }
}
