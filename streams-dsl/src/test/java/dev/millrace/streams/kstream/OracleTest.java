package dev.millrace.streams.kstream;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.millrace.streams.StreamsBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/** The same program has the same nodes, names, stores and topics as on Kafka Streams. */
class OracleTest {
    private static Map<String, Consumer<org.apache.kafka.streams.StreamsBuilder>> oracles;

    @BeforeAll
    static void compileOracles(@TempDir Path directory) throws Exception {
        oracles = ProgramsOfKafka.all(directory);
    }

    static Stream<String> names() {
        return Programs.all().keySet().stream();
    }

    /** Kafka Streams moves a repartitioning before a processor that may change keys; we leave it behind. */
    static Stream<String> optimised() {
        return names().filter(name -> !name.equals("new key and process, counted"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void isDescribedAsByKafkaStreams(String program) {
        assertThat(description(program, new Properties())).isEqualTo(oracle(program, new Properties()));
    }

    @ParameterizedTest
    @MethodSource("optimised")
    void isOptimisedAsByKafkaStreams(String program) {
        Properties optimised = new Properties();
        optimised.put("topology.optimization", "all");
        assertThat(description(program, optimised)).isEqualTo(oracle(program, optimised));
    }

    @Test
    void repartitionsBehindProcessorThatMayChangeKeys() {
        Properties optimised = new Properties();
        optimised.put("topology.optimization", "all");

        assertThat(description("new key and process, counted", optimised))
                .contains("Processor: KSTREAM-PROCESSOR-0000000002 (stores: [])\n      --> KSTREAM-FILTER-0000000006");
    }

    private static String description(String program, Properties properties) {
        StreamsBuilder builder = new StreamsBuilder();
        Programs.all().get(program).accept(builder);
        return builder.build(properties).describe().toString();
    }

    private static String oracle(String program, Properties properties) {
        org.apache.kafka.streams.StreamsBuilder builder = new org.apache.kafka.streams.StreamsBuilder();
        oracles.get(program).accept(builder);
        return builder.build(properties).describe().toString();
    }
}
