package dev.millrace.examples.wordcount;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.Topology;
import dev.millrace.streams.kstream.Consumed;
import dev.millrace.streams.kstream.Grouped;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Produced;
import dev.millrace.streams.state.KeyValueStore;

/** The topology: lines become words, words are grouped by themselves and counted, counts go to a topic. */
public final class WordCountTopology {

    /** Name of the store that holds the count of each word. */
    public static final String STORE = "counts";

    private WordCountTopology() {}

    /**
     * Builds the topology.
     *
     * @param linesTopic where the lines come from, as strings
     * @param countsTopic where the changed counts go, a string and a long for each
     * @return the topology, with one store called {@value #STORE}
     */
    public static Topology build(String linesTopic, String countsTopic) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(linesTopic, Consumed.with(Serdes.ByteArray(), Serdes.String()))
                .flatMapValues(Words::of)
                .groupBy((line, word) -> word, Grouped.with(Serdes.String(), Serdes.String()))
                .count(Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as(STORE)
                        .withKeySerde(Serdes.String())
                        .withValueSerde(Serdes.Long()))
                .toStream()
                .to(countsTopic, Produced.with(Serdes.String(), Serdes.Long()));
        return builder.build();
    }
}
