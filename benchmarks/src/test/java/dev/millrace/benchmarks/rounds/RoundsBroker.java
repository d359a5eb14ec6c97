package dev.millrace.benchmarks.rounds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

import dev.millrace.benchmarks.broker.ApacheNode;
import dev.millrace.benchmarks.startup.ChildProcess;

/** A broker in a process of its own that ends and comes back on the same port and data. */
final class RoundsBroker implements AutoCloseable {
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
        int port = ApacheNode.freePort();
        List<String> command = ChildProcess.java(
                RoundsInstance.smallJvm("-Xmx192m"),
                "dev.millrace.broker.embedded.BrokerMain",
                "--data-dir",
                directory.resolve("data").toString(),
                "--port",
                Integer.toString(port));
        return new RoundsBroker("127.0.0.1:" + port, command, directory.resolve("broker.log"));
    }

    /** A node of Apache Kafka that is broker and controller. */
    static RoundsBroker apache(Path directory) throws Exception {
        ApacheNode node = ApacheNode.format(
                directory,
                RoundsInstance.smallJvm("-Xmx384m"),
                "offsets.topic.num.partitions=3",
                "transaction.state.log.num.partitions=3");
        return new RoundsBroker(node.bootstrapServers(), node.command(), directory.resolve("broker.log"));
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    /** Starts it and returns when it answers. */
    void start() throws Exception {
        process = RoundsInstance.started(command, log);
        int patienceMs = (int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS);
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", bootstrapServers, "default.api.timeout.ms", patienceMs))) {
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
