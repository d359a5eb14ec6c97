package dev.millrace.streams.kstream;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.TestInputTopic;
import dev.millrace.streams.TestOutputTopic;
import dev.millrace.streams.TopologyTestDriver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What programs answer to six records of one key: late, equal, removed, without key. Every expectation was taken from
 * Kafka Streams 4.3.1, caching off.
 */
class DslResultsTest {
    @TempDir
    private Path stateDirectory;

    @Test
    void aggregateOfRowsFilteredSeesInitialValueAsOldValue() {
        assertThat(answers(b -> lines(b).groupByKey()
                        .aggregate(() -> "x", (k, v, a) -> v, Materialized.with(Serdes.String(), Serdes.String()))
                        .filter((k, v) -> v.equals("x"))
                        .toStream()))
                .containsExactly("k=null@5", "k=x@5", "k=x@9", "", "k=null@11", "");
    }

    @Test
    void aggregateOfNullRemovesRowAndBeginsAnew() {
        assertThat(answers(b -> lines(b).groupByKey()
                        .aggregate(
                                () -> "",
                                (k, v, a) -> v.equals("x") ? null : a + v,
                                Materialized.with(Serdes.String(), Serdes.String()))
                        .toStream()))
                .containsExactly("k=y@5", "k=null@5", "k=null@9", "", "k=y@11", "");
    }

    @Test
    void reduceBeginsWithFirstValueAsItIs() {
        assertThat(answers(b -> lines(b).groupByKey()
                        .reduce((a, v) -> v.equals("x") ? null : a + v)
                        .toStream()))
                .containsExactly("k=y@5", "k=null@5", "k=x@9", "", "k=xy@11", "");
    }

    @Test
    void countGoesOnThroughLateRecords() {
        assertThat(answers(b ->
                        lines(b).groupByKey().count().mapValues(n -> "" + n).toStream()))
                .containsExactly("k=1@5", "k=2@5", "k=3@9", "", "k=4@11", "");
    }

    @Test
    void filterOfTableNotStoredRepeatsRemovals() {
        assertThat(answers(b -> table(b).filter((k, v) -> v.equals("x")).toStream()))
                .containsExactly("k=null@5", "k=x@3", "k=x@9", "k=null@10", "k=null@11", "");
    }

    @Test
    void filterOfStoredTablePassesOverRowsThatStayOut() {
        assertThat(answers(b -> storedTable(b).filter((k, v) -> v.equals("x")).toStream()))
                .containsExactly("", "k=x@3", "k=x@9", "k=null@10", "", "");
    }

    @Test
    void storedFilterOfTableNotStoredRepeatsRemovals() {
        assertThat(answers(b -> table(b).filter((k, v) -> v.equals("x"), Materialized.as("f"))
                        .toStream()))
                .containsExactly("k=null@5", "k=x@3", "k=x@9", "k=null@10", "k=null@11", "");
    }

    @Test
    void storedFilterOfStoredTablePassesOverRowsThatStayOut() {
        assertThat(answers(b -> storedTable(b)
                        .filter((k, v) -> v.equals("x"), Materialized.as("f"))
                        .toStream()))
                .containsExactly("", "k=x@3", "k=x@9", "k=null@10", "", "");
    }

    @Test
    void oldValuesComeThroughMappedTable() {
        assertThat(answers(b -> storedTable(b)
                        .mapValues(v -> v + v)
                        .filter((k, v) -> v.equals("xx"))
                        .toStream()))
                .containsExactly("", "k=xx@3", "k=xx@9", "k=null@10", "", "");
    }

    @Test
    void filterOfStoredFilterPassesOverRowsThatStayOut() {
        assertThat(answers(b -> table(b).filter((k, v) -> true, Materialized.as("f"))
                        .filter((k, v) -> v.equals("x"))
                        .toStream()))
                .containsExactly("", "k=x@3", "k=x@9", "k=null@10", "", "");
    }

    /** What the program sends for each of the records, oldest first; changes of one record are joined by commas. */
    private List<String> answers(Program program) {
        StreamsBuilder builder = new StreamsBuilder();
        program.of(builder).to("out");
        List<String> answers = new ArrayList<>();
        try (TopologyTestDriver driver = new TopologyTestDriver(builder.build(), settings())) {
            TestInputTopic<String, String> in =
                    driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
            TestOutputTopic<String, String> out =
                    driver.createOutputTopic("out", new StringDeserializer(), new StringDeserializer());
            for (Input input : inputs()) {
                in.pipeInput(input.key(), input.value(), input.timestamp());
                answers.add(String.join(
                        ",",
                        out.readRecordsToList().stream()
                                .map(record -> record.key() + '=' + record.value() + '@' + record.timestamp())
                                .toList()));
            }
        }
        return answers;
    }

    private interface Program {
        KStream<String, String> of(StreamsBuilder builder);
    }

    private record Input(String key, String value, long timestamp) {}

    private static List<Input> inputs() {
        return List.of(
                new Input("k", "y", 5),
                new Input("k", "x", 3),
                new Input("k", "x", 9),
                new Input("k", null, 10),
                new Input("k", "y", 11),
                new Input(null, "z", 12));
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.put("application.id", "results");
        settings.put("bootstrap.servers", "localhost:1");
        settings.put("statestore.cache.max.bytes", "0");
        settings.put("default.key.serde", Serdes.StringSerde.class);
        settings.put("default.value.serde", Serdes.StringSerde.class);
        settings.put("state.dir", stateDirectory.toString());
        return settings;
    }

    private static KStream<String, String> lines(StreamsBuilder builder) {
        return builder.stream("in");
    }

    private static KTable<String, String> table(StreamsBuilder builder) {
        return builder.table("in");
    }

    private static KTable<String, String> storedTable(StreamsBuilder builder) {
        return builder.table("in", Materialized.as("t"));
    }
}
