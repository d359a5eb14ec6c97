package dev.millrace.benchmarks.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;

import dev.millrace.benchmarks.startup.ChildProcess;
import dev.millrace.benchmarks.startup.ProcessMemory;

/**
 * Apache Kafka as one node that is broker and controller, in a process of its own, with the heap and collector of its
 * own start script.
 *
 * <p>Confined to the thread that starts it.
 */
final class ApacheBroker implements MeasuredBroker {
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
        ApacheNode node = ApacheNode.format(directory, JVM);
        Process process = ChildProcess.start(new ProcessBuilder(node.command())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT));
        ApacheBroker broker = new ApacheBroker(process, node.bootstrapServers());
        broker.awaitReady();
        return broker;
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
