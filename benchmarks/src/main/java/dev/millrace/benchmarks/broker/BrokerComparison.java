package dev.millrace.benchmarks.broker;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;

import org.apache.kafka.clients.admin.NewTopic;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.millrace.benchmarks.scratch.ScratchDirectory;

/**
 * The command: compares our broker with Apache Kafka and prints a table.
 *
 * <p>Confined to the main thread.
 */
@Command(
        name = "broker",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = "Writes to and reads from Millrace's broker and Apache Kafka in turns, and compares.")
public final class BrokerComparison implements Callable<Integer> {
    private static final double MEGABYTE = 1e6;
    private static final int LATENCY_RATE = 1000;

    @Option(
            names = "--small",
            defaultValue = "2000000",
            description = "records of 100 B in each run (default: ${DEFAULT-VALUE})")
    private int small;

    @Option(
            names = "--large",
            defaultValue = "500000",
            description = "records of 1 KiB in each run (default: ${DEFAULT-VALUE})")
    private int large;

    @Option(
            names = "--latency-records",
            defaultValue = "20000",
            description = "records of the latency run, 1,000 a second (default: ${DEFAULT-VALUE})")
    private int latencyRecords;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "counted runs of each kind, after one that warms up (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--command",
            split = " ",
            defaultValue = "./millrace broker",
            description = "how our broker is started (default: ${DEFAULT-VALUE})")
    private List<String> command = List.of();

    @Option(
            names = "--flush",
            description = "let both acknowledge only what is on disk; without it both trust the page cache")
    private boolean flush;

    private int topics;

    private BrokerComparison() {}

    /**
     * Compares and prints the table; the exit code is not 0 if a broker does not start or refuses a record.
     *
     * @param arguments what the user typed
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BrokerComparison()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        try (ScratchDirectory directory = ScratchDirectory.create();
                MeasuredBroker ours = OurBroker.start(
                        command, Files.createDirectory(directory.path().resolve("ours")), flush);
                MeasuredBroker theirs = ApacheBroker.start(
                        Files.createDirectory(directory.path().resolve("apache")))) {
            List<MeasuredBroker> sides = List.of(theirs, ours);
            System.out.printf(
                    "medians of %d; CPU is the broker's; acknowledged %s%n",
                    rounds, flush ? "on disk" : "in the page cache");
            for (Load load : loads()) {
                compare(load, sides);
            }
            compareLatency(sides);
            for (MeasuredBroker side : sides) {
                System.out.printf(
                        Locale.ROOT,
                        "%-14s resident at the end %,.0f MB%n",
                        side.name(),
                        side.residentBytes() / MEGABYTE);
            }
        }
        return 0;
    }

    private List<Load> loads() {
        List<Load> loads = new ArrayList<>();
        for (int partitions : List.of(1, 16)) {
            for (String codec : List.of("none", "lz4")) {
                loads.add(new Load(100, small, codec, partitions));
                loads.add(new Load(1024, large, codec, partitions));
            }
        }
        return loads;
    }

    private void compare(Load load, List<MeasuredBroker> sides) throws Exception {
        List<List<LoadResult>> results = List.of(new ArrayList<>(), new ArrayList<>());
        for (int round = 0; round <= rounds; round++) {
            for (int side = 0; side < sides.size(); side++) {
                LoadResult result = new LoadRun(sides.get(side), load, nextTopic(), topicConfig()).run();
                if (round > 0) {
                    results.get(side).add(result);
                }
            }
        }
        System.out.println(load.title());
        row("  produce records/s", results, LoadResult::produceRate, "%,14.0f");
        row("  produce CPU ms", results, LoadResult::produceCpuMs, "%,14.0f");
        row("  consume records/s", results, LoadResult::consumeRate, "%,14.0f");
        row("  consume CPU ms", results, LoadResult::consumeCpuMs, "%,14.0f");
    }

    private void compareLatency(List<MeasuredBroker> sides) throws Exception {
        List<List<LatencyRun.Latency>> results = List.of(new ArrayList<>(), new ArrayList<>());
        for (int round = 0; round <= rounds; round++) {
            for (int side = 0; side < sides.size(); side++) {
                LatencyRun.Latency latency =
                        new LatencyRun(sides.get(side), latencyTopic(), LATENCY_RATE, latencyRecords).run();
                if (round > 0) {
                    results.get(side).add(latency);
                }
            }
        }
        System.out.println("end to end, 1,000 records/s");
        row("  median ms", results, LatencyRun.Latency::medianMs, "%14.2f");
        row("  99th percentile ms", results, LatencyRun.Latency::p99Ms, "%14.2f");
        row("  broker CPU %", results, LatencyRun.Latency::cpuPercent, "%14.1f");
    }

    private Map<String, String> topicConfig() {
        return flush ? Map.of("flush.messages", "1") : Map.of();
    }

    private NewTopic latencyTopic() {
        return new NewTopic(nextTopic(), 1, (short) 1).configs(topicConfig());
    }

    private String nextTopic() {
        topics++;
        return "load-" + topics;
    }

    /** Prints the medians of Apache Kafka and of ours, and ours divided by theirs. */
    private static <T> void row(String title, List<List<T>> results, ToDoubleFunction<T> value, String format) {
        double theirs = median(results.get(0), value);
        double ours = median(results.get(1), value);
        System.out.printf(Locale.ROOT, "%-22s" + format + format + "%10.2f%n", title, theirs, ours, ours / theirs);
    }

    private static <T> double median(List<T> results, ToDoubleFunction<T> value) {
        double[] sorted = results.stream().mapToDouble(value).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
