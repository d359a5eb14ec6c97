package dev.millrace.streams.kstream;

import java.time.Duration;
import java.util.Properties;

import org.junit.jupiter.api.Test;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.errors.TopologyException;
import dev.millrace.streams.processor.api.Processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RefusedProgramsTest {
    private static final JoinWindows WINDOWS = JoinWindows.ofTimeDifferenceWithNoGrace(Duration.ofMillis(5));

    private final StreamsBuilder builder = new StreamsBuilder();

    @Test
    void joinRecordsOfTopicsWithUnequalPartitions() {
        three().join(four(), (left, right) -> left, WINDOWS);

        assertThatThrownBy(builder::build)
                .isInstanceOf(TopologyException.class)
                .hasMessage("Invalid topology: Following topics do not have the same number of partitions:"
                        + " [{four-repartition=4, three-repartition=3}]");
    }

    @Test
    void joinTablesOfTopicsWithUnequalPartitions() {
        three().toTable().join(four().toTable(), (left, right) -> left);

        assertThatThrownBy(builder::build).isInstanceOf(TopologyException.class);
    }

    private KStream<String, String> three() {
        return builder.<String, String>stream("a")
                .repartition(Repartitioned.<String, String>as("three").withNumberOfPartitions(3));
    }

    private KStream<String, String> four() {
        return builder.<String, String>stream("b")
                .repartition(Repartitioned.<String, String>as("four").withNumberOfPartitions(4));
    }

    @Test
    void sendRecordsTwiceThroughTopicOfOneName() {
        cogroupTwice();

        assertThatThrownBy(builder::build)
                .isInstanceOf(TopologyException.class)
                .hasMessage("Invalid topology: Processor foo-repartition-filter is already added.");
    }

    @Test
    void areAcceptedIfRepartitioningsAreMerged() {
        cogroupTwice();
        Properties merged = new Properties();
        merged.put("topology.optimization", "merge.repartition.topics");

        assertThat(builder.build(merged).describe().toString())
                .containsOnlyOnce("Sink: foo-repartition-sink")
                .contains("Source: foo-repartition-source (topics: [foo-repartition])\n"
                        + "      --> COGROUPKSTREAM-AGGREGATE-0000000006, COGROUPKSTREAM-AGGREGATE-0000000012");
    }

    /** One topic, also without a name: that of the first aggregate. */
    @Test
    void shareRepartitioningBetweenAggregatesOfOneCogroup() {
        CogroupedKStream<String, String> cogroup = builder.<String, String>stream("in")
                .map((key, value) -> KeyValue.pair(value, key))
                .groupByKey()
                .cogroup((key, value, soFar) -> value);
        cogroup.aggregate(() -> "");
        cogroup.aggregate(() -> "");

        assertThat(builder.build().describe().toString())
                .contains("COGROUPKSTREAM-AGGREGATE-STATE-STORE-0000000002-repartition])\n"
                        + "      --> COGROUPKSTREAM-AGGREGATE-0000000006, COGROUPKSTREAM-AGGREGATE-0000000012");
    }

    private void cogroupTwice() {
        KGroupedStream<String, String> grouped = builder.<String, String>stream("in")
                .map((key, value) -> KeyValue.pair(value, key))
                .groupByKey(Grouped.as("foo"));
        grouped.<String>cogroup((key, value, soFar) -> value).aggregate(() -> "");
        grouped.<String>cogroup((key, value, soFar) -> value).aggregate(() -> "");
    }

    @Test
    void processWithOneProcessorForAllTasks() {
        Processor<String, String, String, String> single = record -> {};
        KStream<String, String> stream = builder.stream("in");

        assertThatThrownBy(() -> stream.process(() -> single))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("#get() must return a new object each time it is called.");
    }

    @Test
    @SuppressWarnings("deprecation")
    void giveGraceTwice() {
        assertThatThrownBy(() -> WINDOWS.grace(Duration.ofMillis(3))).isInstanceOf(IllegalStateException.class);
        assertThat(JoinWindows.of(Duration.ofMillis(5))
                        .grace(Duration.ofMillis(3))
                        .gracePeriodMs())
                .isEqualTo(3);
    }
}
