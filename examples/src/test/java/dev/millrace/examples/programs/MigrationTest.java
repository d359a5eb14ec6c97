package dev.millrace.examples.programs;

import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.millrace.checks.twin.KafkaTwin;

import static org.assertj.core.api.Assertions.assertThat;

/** Each program, with nothing but its imports changed, describes itself and writes the same on Kafka Streams. */
class MigrationTest {
    private static final Path PROGRAMS = Path.of("src/main/java/dev/millrace/examples/programs");
    private static final Path TESTS = Path.of("src/test/java/dev/millrace/examples/programs");

    /** Topics that the made-up records are made to reach. */
    private static final Map<String, List<String>> OUTPUTS = Map.ofEntries(
            Map.entry("AdClicks", List.of("ad-results", "campaign-clicks")),
            Map.entry("CurrencyConversion", List.of("euro-prices")),
            Map.entry("Deduplication", List.of("events-once")),
            Map.entry("FraudAlerts", List.of("fraud-alerts")),
            Map.entry("LoadAverages", List.of("load-averages")),
            Map.entry("OrderEnrichment", List.of("enriched-orders")),
            Map.entry("PaymentMatching", List.of("matched", "unpaid", "unexplained")),
            Map.entry("PriceAtOrderTime", List.of("invoices")),
            Map.entry("Profiles", List.of("profiles")),
            Map.entry("SilentSensors", List.of("silent-sensors", "checked-readings", "broken-readings")),
            Map.entry("StockLevels", List.of("stock-levels", "reorders", "stock-errors")),
            Map.entry("TicketRouting", List.of("spam", "backlog", "desk-billing", "desk-network", "desk-other")),
            Map.entry("TopProducts", List.of("top-products")),
            Map.entry("VisitSummaries", List.of("visits")));

    @TempDir
    static Path directory;

    private static URLClassLoader kafka;

    @BeforeAll
    static void compileForKafkaStreams() throws Exception {
        List<Path> sources =
                new ArrayList<>(List.of(TESTS.resolve("DriverRun.java"), TESTS.resolve("ProgramFeeds.java")));
        try (Stream<Path> programs = Files.list(PROGRAMS)) {
            programs.filter(file -> !file.endsWith("package-info.java")).forEach(sources::add);
        }
        kafka = KafkaTwin.compile(sources, Files.createDirectory(directory.resolve("twin")))
                .newLoader();
    }

    @AfterAll
    static void closeLoader() throws Exception {
        kafka.close();
    }

    static List<String> programs() {
        return new DriverRun().programs();
    }

    @ParameterizedTest
    @MethodSource("programs")
    @SuppressWarnings("unchecked")
    void doesTheSameOnKafkaStreams(String program) throws Exception {
        BiFunction<String, Path, List<String>> theirs = (BiFunction<String, Path, List<String>>)
                kafka.loadClass(DriverRun.class.getName()).getConstructor().newInstance();

        List<String> ours = new DriverRun().apply(program, Files.createTempDirectory(directory, "ours"));

        assertThat(ours)
                .containsExactlyElementsOf(theirs.apply(program, Files.createTempDirectory(directory, "theirs")));
        for (String output : OUTPUTS.get(program)) {
            assertThat(ours).anyMatch(line -> line.startsWith(output + ": "));
        }
    }
}
