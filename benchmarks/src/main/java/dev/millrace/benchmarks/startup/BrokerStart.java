package dev.millrace.benchmarks.startup;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.millrace.benchmarks.scratch.ScratchDirectory;

/**
 * The command: measures the start of a stand-alone broker and its memory while idle.
 *
 * <p>A first start that is not counted warms the producer, so that only the broker's own start counts.
 *
 * <p><em>Confined to the main thread.</em>
 */
@Command(
        name = "broker-start",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description =
                "Measures the start of a stand-alone broker up to its first acknowledged record, and its idle memory.")
public final class BrokerStart implements Callable<Integer> {

    private static final double NANOS_PER_MS = 1e6;
    private static final double MEGABYTE = 1e6;

    @Option(names = "--rounds", defaultValue = "7", description = "how many starts (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--idle-seconds", defaultValue = "5", description = "wait before memory is read (default: 5)")
    private int idleSeconds;

    @Option(
            names = "--command",
            split = " ",
            defaultValue = "./millrace broker",
            description = "how a broker is started (default: ${DEFAULT-VALUE})")
    private List<String> command = List.of();

    private BrokerStart() {}

    /**
     * Measures and prints the medians; the exit code is not 0 if a broker does not start.
     *
     * @param arguments what the user typed
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BrokerStart()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        double[] readyMs = new double[rounds];
        double[] firstRecordMs = new double[rounds];
        double[] residentMb = new double[rounds];
        start();
        for (int round = 0; round < rounds; round++) {
            double[] figures = start();
            readyMs[round] = figures[0];
            firstRecordMs[round] = figures[1];
            residentMb[round] = figures[2];
        }
        System.out.printf(
                "medians of %d: ready after %.0f ms, first acknowledged record after %.0f ms, resident after %d idle"
                        + " seconds %.0f MB%n",
                rounds, median(readyMs), median(firstRecordMs), idleSeconds, median(residentMb));
        return 0;
    }

    private double[] start() throws Exception {
        long begin = System.nanoTime();
        try (ScratchDirectory directory = ScratchDirectory.create();
                BrokerProcess broker = BrokerProcess.start(command, directory.path())) {
            long ready = System.nanoTime();
            Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
            try (KafkaProducer<byte[], byte[]> producer =
                    new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
                producer.send(new ProducerRecord<>("first", new byte[100])).get();
            }
            long acknowledged = System.nanoTime();
            TimeUnit.SECONDS.sleep(idleSeconds);
            return new double[] {
                (ready - begin) / NANOS_PER_MS, (acknowledged - begin) / NANOS_PER_MS, broker.residentBytes() / MEGABYTE
            };
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
