package dev.millrace.benchmarks.broker;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

import dev.millrace.benchmarks.startup.ChildProcess;
import dev.millrace.benchmarks.startup.ProcessMemory;

/**
 * Apache Kafka as one node that is broker and controller, in a process of its own, with the heap and collector of its
 * own start script.
 *
 * <p>Confined to the thread that starts it.
 */
final class ApacheBroker implements MeasuredBroker {
    private static final String HOST = "127.0.0.1:";
    private static final int READY_WITHIN_SECONDS = 60;
    private static final long END_WITHIN_SECONDS = 20;
    private static final List<String> JVM = List.of(
            "-Xmx1G",
            "-Xms1G",
            "-server",
            "-XX:+UseG1GC",
            "-XX:MaxGCPauseMillis=20",
            "-XX:InitiatingHeapOccupancyPercent=35",
            "-XX:+ExplicitGCInvokesConcurrent",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error");

    private final Process process;
    private final String bootstrapServers;

    private ApacheBroker(Process process, String bootstrapServers) {
        this.process = process;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Formats a directory, starts a node on it and returns when it answers.
     *
     * @param directory empty
     * @throws IOException if it does not start; its complaint is on standard error
     */
    static ApacheBroker start(Path directory) throws IOException, InterruptedException {
        int port = freePort();
        Path settings = directory.resolve("server.properties");
        Files.write(settings, settings(port, freePort(), directory.resolve("data")));
        String id = Uuid.randomUuid().toString();
        Process format = ChildProcess.start(
                java("kafka.tools.StorageTool", "format", "--config", settings.toString(), "--cluster-id", id));
        if (format.waitFor() != 0) {
            throw new IOException("Apache Kafka could not format its directory");
        }
        Process process = ChildProcess.start(java("kafka.Kafka", settings.toString()));
        ApacheBroker broker = new ApacheBroker(process, HOST + port);
        broker.awaitReady();
        return broker;
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

    private static ProcessBuilder java(String... mainAndArguments) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(JVM);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(mainAndArguments));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_WITHIN_SECONDS);
        while (process.isAlive() && System.nanoTime() < giveUp) {
            try (Admin admin = Admin.create(Map.of(
                    "bootstrap.servers",
                    bootstrapServers,
                    "default.api.timeout.ms",
                    2000,
                    "request.timeout.ms",
                    1000))) {
                admin.describeCluster().nodes().get();
                return;
            } catch (ExecutionException e) {
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
        close();
        throw new IOException("Apache Kafka did not get ready");
    }

    @Override
    public String name() {
        return "Apache Kafka";
    }

    @Override
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public long cpuMillis() {
        return process.info().totalCpuDuration().map(Duration::toMillis).orElse(-1L);
    }

    @Override
    public long residentBytes() throws IOException {
        return ProcessMemory.residentBytes(process.pid());
    }

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
