package dev.millrace.streams.kstream;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.TopologyConfig;

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

    @ParameterizedTest
    @MethodSource("names")
    void isDescribedAsByKafkaStreams(String program) {
        assertThat(description(program, new Properties())).isEqualTo(oracle(program, new Properties()));
    }

    @ParameterizedTest
    @MethodSource("names")
    void isOptimisedAsByKafkaStreams(String program) {
        Properties optimised = new Properties();
        optimised.put("topology.optimization", "all");
        assertThat(description(program, optimised)).isEqualTo(oracle(program, optimised));
    }

    @ParameterizedTest
    @MethodSource("names")
    void isOptimisedAsByKafkaStreamsWhereOwnProcessorsCount(String program) {
        Properties settings = new Properties();
        settings.put("application.id", "app");
        settings.put("bootstrap.servers", "127.0.0.1:1");
        settings.put("topology.optimization", "all");
        settings.put("__enable.process.processValue.fix__", true);
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(settings)));
        Programs.all().get(program).accept(builder);
        org.apache.kafka.streams.StreamsBuilder theirs = new org.apache.kafka.streams.StreamsBuilder(
                new org.apache.kafka.streams.TopologyConfig(new org.apache.kafka.streams.StreamsConfig(settings)));
        oracles.get(program).accept(theirs);

        assertThat(builder.build(settings).describe().toString())
                .isEqualTo(theirs.build(settings).describe().toString());
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
