package dev.millrace.benchmarks.wordcount;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.millrace.benchmarks.scratch.ScratchDirectory;
import dev.millrace.benchmarks.startup.BrokerProcess;
import dev.millrace.checks.twin.KafkaTwin;

/**
 * The command: compares word count on Millrace and on Kafka Streams and prints a table.
 *
 * <p><em>Confined to the main thread.</em>
 */
@Command(
        name = "wordcount",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = "Counts words on Millrace and on Kafka Streams in turns, each in a fresh JVM, and compares.")
public final class Comparison implements Callable<Integer> {

    private static final String OURS = "Millrace";
    private static final String THEIRS = "Kafka Streams";
    private static final String LINES = "benchmark-lines";
    private static final List<Workload> WORKLOADS =
            List.of(new Workload("cache on", 10L * 1024 * 1024), new Workload("cache off", 0));

    private record Workload(String name, long cacheBytes) {}

    @Option(names = "--words", defaultValue = "1000000", description = "words per run (default: ${DEFAULT-VALUE})")
    private long words;

    @Option(names = "--distinct", defaultValue = "100000", description = "different words (default: ${DEFAULT-VALUE})")
    private int distinct;

    @Option(
            names = "--skew",
            defaultValue = "1",
            description = "1 for Zipf's law, 0 for uniform (default: ${DEFAULT-VALUE})")
    private double skew;

    @Option(
            names = "--program",
            defaultValue = "COUNT",
            description = "what to do with the words: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private WordProgram program = WordProgram.COUNT;

    @Option(
            names = "--guarantee",
            defaultValue = "at_least_once",
            description = "at_least_once or exactly_once_v2 (default: ${DEFAULT-VALUE})")
    private String guarantee = "";

    @Option(names = "--rounds", defaultValue = "3", description = "runs of each kind (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--bootstrap-servers",
            description = "use this broker (default: a stand-alone Millrace broker, started for the comparison)")
    private @Nullable String bootstrapServers;

    @Option(
            names = "--sources",
            defaultValue = "benchmarks/src/main/java",
            description = "where this benchmark's sources are, to compile them for Kafka Streams")
    private Path sources = Path.of("");

    private Comparison() {}

    /**
     * Compares and prints the table; the exit code is not 0 if a run ends early.
     *
     * @param arguments what the user typed
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Comparison()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        try (ScratchDirectory directory = ScratchDirectory.create()) {
            if (bootstrapServers != null) {
                compare(bootstrapServers, directory.path());
            } else {
                compareOnOurBroker(directory.path());
            }
        }
        return 0;
    }

    private void compareOnOurBroker(Path directory) throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(BrokerProcess.java(), directory.resolve("broker"))) {
            compare(broker.bootstrapServers(), directory);
        }
    }

    private void compare(String broker, Path directory) throws Exception {
        Lines.createTopic(broker, LINES);
        Lines.write(broker, LINES, new WordSource(distinct, skew, 1), words, startMs());
        List<Side> sides = List.of(kafkaStreams(Files.createDirectory(directory.resolve("twin"))), millrace());
        ResultTable table = new ResultTable(OURS, THEIRS);
        for (int round = 0; round < rounds; round++) {
            for (Workload workload : WORKLOADS) {
                runInTurns(sides, workload, round, broker, directory, table);
            }
        }
        System.out.printf(
                "%s: %,d words, %,d different, skew %s, medians of %d%n%s",
                program, countedWords(), distinct, skew, rounds, ResultTable.header());
        WORKLOADS.forEach(workload -> System.out.print(table.rows(workload.name())));
    }

    private void runInTurns(
            List<Side> sides, Workload workload, int round, String broker, Path directory, ResultTable table)
            throws Exception {
        for (Side side : sides) {
            String id = "run-" + round + "-" + workload.cacheBytes() + "-" + sides.indexOf(side);
            RunResult result = side.run(plan(broker, id, workload.cacheBytes(), directory));
            table.add(workload.name(), side.name(), result);
            System.err.println(workload.name() + ", " + side.name() + ": " + result);
        }
    }

    private RunPlan plan(String broker, String id, long cacheBytes, Path directory) throws Exception {
        Lines.createTopic(broker, id + "-counts");
        String state = directory.resolve(id).toString();
        return new RunPlan(
                broker, id, LINES, id + "-counts", countedWords(), cacheBytes, program.name(), guarantee, state);
    }

    /** So that the last line is not in the future, and none is so old that a topic lets it go. */
    private long startMs() {
        return Instant.now().minusMillis(countedWords()).toEpochMilli();
    }

    private long countedWords() {
        return words / WordSource.WORDS_PER_LINE * WordSource.WORDS_PER_LINE;
    }

    private static Side millrace() {
        return new Side(OURS, System.getProperty("java.class.path"));
    }

    private Side kafkaStreams(Path classes) throws Exception {
        try (Stream<Path> files = Files.list(sources.resolve("dev/millrace/benchmarks/wordcount"))) {
            List<Path> needed = files.filter(Comparison::isPartOfRun).toList();
            Path twin = KafkaTwin.compile(needed, classes).classes();
            return new Side(THEIRS, twin + File.pathSeparator + System.getProperty("java.class.path"));
        }
    }

    private static boolean isPartOfRun(Path source) {
        return Stream.of("WordCountRun", "WordProgram", "CountedWords", "RunPlan", "RunResult", "ProcessCost")
                .anyMatch(name -> source.endsWith(name + ".java"));
    }
}
