package dev.millrace.examples.instances;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What a whole process takes whose stores hold several times the budget. Reads the kernel's count, so on Linux only. */
@EnabledOnOs(OS.LINUX)
class MemoryTest {
    private static final int PARTITIONS = 4;
    private static final int STORES_OF_A_TASK = 50;
    private static final int RECORDS = 2_500;
    private static final long MB = 1 << 20;
    private static final long HEAP_BYTES = 96 * MB;
    private static final long BUDGET_BYTES = 64 * MB;

    /** A JVM without stores: its code, the clients' classes, threads, RocksDB's code, and gaps in the C heap. */
    private static final long OVERHEAD_BYTES = 200 * MB;

    @TempDir
    private Path directory;

    private Cluster cluster;

    @BeforeEach
    void fill() throws Exception {
        cluster = new Cluster(directory.resolve("broker"));
        cluster.create(ManyStoresProcess.INPUT, PARTITIONS);
        List<String> words = new ArrayList<>();
        for (int word = 0; word < RECORDS; word++) {
            words.add("word" + word);
        }
        cluster.write(ManyStoresProcess.INPUT, words);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void processWithTwoHundredStoresStaysWithinItsBudget() throws Exception {
        long peak = peakOfProcess(STORES_OF_A_TASK, RECORDS);

        assertThat(peak).isLessThan(HEAP_BYTES + BUDGET_BYTES + OVERHEAD_BYTES);
    }

    private long peakOfProcess(int stores, int records) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP_BYTES,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyStoresProcess.class.getName(),
                        cluster.bootstrapServers(),
                        directory.resolve("state-" + stores).toString(),
                        Integer.toString(stores),
                        Integer.toString(records),
                        Long.toString(BUDGET_BYTES))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = process.inputReader()) {
            List<String> lines = output.lines().toList();
            assertThat(process.waitFor()).as("%s", lines).isZero();
            return lines.stream()
                    .filter(line -> line.startsWith(ManyStoresProcess.PEAK))
                    .mapToLong(line -> Long.parseLong(line.substring(ManyStoresProcess.PEAK.length())))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(lines));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
