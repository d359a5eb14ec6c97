package dev.millrace.benchmarks.wordcount;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Collects results and writes the medians of two sides under each other, with their ratio.
 *
 * <p><em>Confined to the main thread.</em>
 */
final class ResultTable {

    private record Column(String title, ToDoubleFunction<RunResult> value) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("us CPU/word", RunResult::cpuMicrosPerWord),
            new Column("bytes/word", RunResult::bytesPerWord),
            new Column("words/s", RunResult::wordsPerSecond),
            new Column("(2nd half)", RunResult::warmWordsPerSecond),
            new Column("peak MB", RunResult::peakMegabytes));

    private final String ours;
    private final String theirs;
    private final Map<String, List<RunResult>> results = new TreeMap<>();

    ResultTable(String ours, String theirs) {
        this.ours = ours;
        this.theirs = theirs;
    }

    void add(String workload, String side, RunResult result) {
        results.computeIfAbsent(key(workload, side), unused -> new ArrayList<>())
                .add(result);
    }

    /** Returns three lines for a workload: the medians of both sides, and ours divided by theirs. */
    String rows(String workload) {
        double[] our = medians(workload, ours);
        double[] their = medians(workload, theirs);
        double[] ratios = new double[our.length];
        for (int column = 0; column < ratios.length; column++) {
            ratios[column] = our[column] / their[column];
        }
        return row(workload, theirs, their, "%,14.1f")
                + row(workload, ours, our, "%,14.1f")
                + row(workload, "ratio", ratios, "%14.2f");
    }

    static String header() {
        StringBuilder line = new StringBuilder(String.format("%-10s %-14s", "workload", "side"));
        COLUMNS.forEach(column -> line.append(String.format("%14s", column.title())));
        return line.append(System.lineSeparator()).toString();
    }

    private double[] medians(String workload, String side) {
        List<RunResult> runs = results.get(key(workload, side));
        return COLUMNS.stream()
                .mapToDouble(column -> median(runs, column.value()))
                .toArray();
    }

    private static double median(List<RunResult> runs, ToDoubleFunction<RunResult> value) {
        double[] sorted = runs.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String row(String workload, String side, double[] values, String format) {
        StringBuilder line = new StringBuilder(String.format("%-10s %-14s", workload, side));
        for (double value : values) {
            line.append(String.format(Locale.ROOT, format, value));
        }
        return line.append(System.lineSeparator()).toString();
    }

    private static String key(String workload, String side) {
        return workload + "/" + side;
    }
}
