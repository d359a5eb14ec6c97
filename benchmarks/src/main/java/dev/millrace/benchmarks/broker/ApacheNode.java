package dev.millrace.benchmarks.broker;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.Uuid;

import dev.millrace.benchmarks.startup.ChildProcess;

/**
 * A directory in which Apache Kafka can be started as one node that is broker and controller.
 *
 * <p>Immutable.
 *
 * @param bootstrapServers where it will listen for clients
 * @param command starts it
 */
public record ApacheNode(String bootstrapServers, List<String> command) {
    private static final String HOST = "127.0.0.1:";

    /**
     * Formats a directory.
     *
     * @param directory empty
     * @param options for the JVM of the node
     * @param more lines of its settings, besides those of any single node
     * @throws IOException if it cannot be formatted; the complaint is on standard error
     */
    public static ApacheNode format(Path directory, List<String> options, String... more)
            throws IOException, InterruptedException {
        int port = freePort();
        List<String> lines = new ArrayList<>(settings(port, freePort(), directory.resolve("data")));
        lines.addAll(List.of(more));
        String settings =
                Files.write(directory.resolve("server.properties"), lines).toString();
        String id = Uuid.randomUuid().toString();
        Process format = ChildProcess.start(new ProcessBuilder(ChildProcess.java(
                        options, "kafka.tools.StorageTool", "format", "--config", settings, "--cluster-id", id))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT));
        if (format.waitFor() != 0) {
            throw new IOException("Apache Kafka could not format its directory");
        }
        return new ApacheNode(HOST + port, ChildProcess.java(options, "kafka.Kafka", settings));
    }

    private static List<String> settings(int port, int controllerPort, Path data) {
        return List.of(
                "process.roles=broker,controller",
                "node.id=1",
                "controller.quorum.voters=1@" + HOST + controllerPort,
                "listeners=PLAINTEXT://" + HOST + port + ",CONTROLLER://" + HOST + controllerPort,
                "controller.listener.names=CONTROLLER",
                "log.dirs=" + data,
                "offsets.topic.replication.factor=1",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "group.initial.rebalance.delay.ms=0");
    }

    /** Returns a port that nobody listens on now. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
