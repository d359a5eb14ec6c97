package dev.millrace.broker.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A consumer of the consumer protocol in a JVM of its own, which can be killed. */
final class ConsumerProcess implements AutoCloseable {
    private final Process process;

    private ConsumerProcess(Process process) {
        this.process = process;
    }

    /** Starts a consumer and waits until it has so many partitions. */
    static ConsumerProcess start(String bootstrapServers, String group, String topic, int partitions)
            throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                ConsumerProcess.class.getName(),
                bootstrapServers,
                group,
                topic,
                Integer.toString(partitions));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = process.inputReader();
        String line = out.readLine();
        if (!"assigned".equals(line)) {
            process.destroyForcibly();
            throw new IOException("the consumer got no partitions: " + line);
        }
        return new ConsumerProcess(process);
    }

    /** Ends the process as {@code kill -9} does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    /** Polls for ever, and says so when it has its partitions. */
    public static void main(String[] arguments) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", arguments[0], "group.id", arguments[1], "group.protocol", "consumer");
        int partitions = Integer.parseInt(arguments[3]);
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(arguments[2]));
            boolean told = false;
            while (true) {
                consumer.poll(Duration.ofMillis(50));
                if (!told && consumer.assignment().size() == partitions) {
                    told = true;
                    System.out.println("assigned");
                }
            }
        }
    }
}
