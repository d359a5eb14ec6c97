package dev.millrace.examples.programs;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.TestInputTopic;
import dev.millrace.streams.Topology;
import dev.millrace.streams.TopologyTestDriver;

/** Runs a program by name on its made-up records, and says in words what it wrote. */
public final class DriverRun implements BiFunction<String, Path, List<String>> {
    private final Map<String, Supplier<Topology>> programs = new TreeMap<>(Map.ofEntries(
            Map.entry("AdClicks", AdClicks::topology),
            Map.entry("CurrencyConversion", CurrencyConversion::topology),
            Map.entry("Deduplication", Deduplication::topology),
            Map.entry("FraudAlerts", FraudAlerts::topology),
            Map.entry("LoadAverages", LoadAverages::topology),
            Map.entry("OrderEnrichment", OrderEnrichment::topology),
            Map.entry("PaymentMatching", PaymentMatching::topology),
            Map.entry("PriceAtOrderTime", PriceAtOrderTime::topology),
            Map.entry("Profiles", Profiles::topology),
            Map.entry("SilentSensors", SilentSensors::topology),
            Map.entry("StockLevels", StockLevels::topology),
            Map.entry("TicketRouting", TicketRouting::topology),
            Map.entry("TopProducts", TopProducts::topology),
            Map.entry("VisitSummaries", VisitSummaries::topology)));

    /** The programs there are. */
    public List<String> programs() {
        return List.copyOf(programs.keySet());
    }

    @Override
    public List<String> apply(String program, Path stateDirectory) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        Topology topology = programs.get(program).get();
        List<String> said = new ArrayList<>();
        // A lambda has another name in each class loader.
        said.add(topology.describe().toString().replaceAll("extractor class: [^)]*", "extractor"));
        try (TopologyTestDriver driver = new TopologyTestDriver(topology, config, Instant.ofEpochMilli(1_000))) {
            Map<String, TestInputTopic<String, byte[]>> inputs = new TreeMap<>();
            for (ProgramFeeds.Fed record : ProgramFeeds.of(program)) {
                inputs.computeIfAbsent(
                                record.topic(),
                                topic -> driver.createInputTopic(
                                        topic, new StringSerializer(), new ByteArraySerializer()))
                        .pipeInput(record.key(), record.value(), record.timestamp());
            }
            for (String topic : new TreeSet<>(driver.producedTopicNames())) {
                driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                        .readRecordsToList()
                        .forEach(record -> said.add(topic + ": " + hex(record.key()) + " -> " + hex(record.value())
                                + (topic.endsWith("-changelog") ? "" : " at " + record.timestamp())));
            }
        }
        return said;
    }

    private static String hex(byte[] bytes) {
        return bytes == null ? "nothing" : HexFormat.of().formatHex(bytes);
    }
}
