package dev.millrace.streams.kstream;

import java.util.Properties;

import org.junit.jupiter.api.Test;

import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.Topology;
import dev.millrace.streams.TopologyConfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A builder has one topology, which each build brings up to date. */
class BuiltTopologyTest {
    private final StreamsBuilder builder = new StreamsBuilder();

    @Test
    void everyBuildGivesTheSameTopology() {
        builder.stream("in").to("out");
        Topology first = builder.build();

        assertThat(builder.build()).isSameAs(first);
        assertThat(builder.build(optimized())).isSameAs(first);
    }

    @Test
    void whatWasAddedDirectlyStays() {
        builder.stream("in").to("out");
        builder.build().addSource("own", "own-topic").addSink("own-sink", "own-out", "own");
        builder.stream("more").to("more-out");

        assertThat(builder.build().describe().toString())
                .contains("topics: [in]", "topics: [more]", "topics: [own-topic]", "topic: own-out");
    }

    @Test
    void laterBuildIsRewrittenAsItIsAskedToBe() {
        builder.table("in").toStream().to("out");

        assertThat(builder.build(optimized()).describe())
                .isEqualTo(builder.build().describe());
        assertThat(grouped(null)).contains("first-repartition", "second-repartition");
        assertThat(grouped(optimized())).contains("first-repartition").doesNotContain("second-repartition");
    }

    @Test
    void failedBuildLeavesTheTopologyAsItWas() {
        builder.stream("in").to("out");
        Topology topology = builder.build();
        topology.addSource("own", "later");
        builder.stream("later").to("out");

        assertThatThrownBy(builder::build).hasMessageContaining("later");
        assertThat(topology.describe().toString()).contains("Source: own (topics: [later])");
    }

    @Test
    void subclassesMakeTheTopology() {
        Topology own = new Topology().addSource("own", "own-topic");
        TopologyConfig config = new TopologyConfig(new StreamsConfig(settings()));

        StreamsBuilder subclass = new StreamsBuilder(config) {
            @Override
            protected Topology newTopology(TopologyConfig topologyConfigs) {
                assertThat(topologyConfigs).isSameAs(config);
                return own;
            }
        };
        subclass.stream("in").to("out");

        assertThat(subclass.build()).isSameAs(own);
        assertThat(own.describe().toString()).contains("topics: [in]", "topics: [own-topic]");
    }

    private static String grouped(Properties properties) {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, String> moved = builder.<String, String>stream("in").selectKey((key, value) -> value);
        moved.groupByKey(Grouped.as("first")).count().toStream().to("counts");
        moved.groupByKey(Grouped.as("second"))
                .reduce((one, other) -> other)
                .toStream()
                .to("last");
        return builder.build(properties).describe().toString();
    }

    private static Properties settings() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "built");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        return settings;
    }

    private static Properties optimized() {
        Properties settings = settings();
        settings.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.OPTIMIZE);
        return settings;
    }
}
