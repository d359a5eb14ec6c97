package dev.millrace.benchmarks.wordcount;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.Topology;
import dev.millrace.streams.kstream.Consumed;
import dev.millrace.streams.kstream.Grouped;
import dev.millrace.streams.kstream.JoinWindows;
import dev.millrace.streams.kstream.KGroupedStream;
import dev.millrace.streams.kstream.KStream;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Produced;
import dev.millrace.streams.kstream.Repartitioned;
import dev.millrace.streams.kstream.SessionWindows;
import dev.millrace.streams.kstream.StreamJoined;
import dev.millrace.streams.kstream.TimeWindows;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.SessionStore;
import dev.millrace.streams.state.WindowStore;

/**
 * What a run does with words: a program for Millrace, and with its imports changed one for Kafka Streams.
 */
enum WordProgram {
    /** Counts each word. */
    COUNT {
        @Override
        void addTo(StreamsBuilder builder, RunPlan plan, CountedWords counted) {
            grouped(builder, plan)
                    .aggregate(
                            () -> 0L,
                            (word, same, count) -> counted.next(count),
                            Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as("counts")
                                    .withKeySerde(Serdes.String())
                                    .withValueSerde(Serdes.Long()))
                    .toStream()
                    .to(plan.countsTopic(), Produced.with(Serdes.String(), Serdes.Long()));
        }
    },

    /** Counts each word in windows of ten seconds. */
    WINDOWS {
        @Override
        void addTo(StreamsBuilder builder, RunPlan plan, CountedWords counted) {
            regrouped(builder, plan, counted)
                    .windowedBy(TimeWindows.ofSizeAndGrace(Duration.ofSeconds(10), GRACE))
                    .aggregate(
                            () -> 0L,
                            (word, place, count) -> count + 1,
                            Materialized.<String, Long, WindowStore<Bytes, byte[]>>as("counts")
                                    .withKeySerde(Serdes.String())
                                    .withValueSerde(Serdes.Long()))
                    .toStream((word, count) -> word.key())
                    .to(plan.countsTopic(), Produced.with(Serdes.String(), Serdes.Long()));
        }
    },

    /** Counts each word in sessions, which end when it does not come for a second. */
    SESSIONS {
        @Override
        void addTo(StreamsBuilder builder, RunPlan plan, CountedWords counted) {
            regrouped(builder, plan, counted)
                    .windowedBy(SessionWindows.ofInactivityGapAndGrace(Duration.ofSeconds(1), GRACE))
                    .aggregate(
                            () -> 0L,
                            (word, place, count) -> count + 1,
                            (word, one, other) -> one + other,
                            Materialized.<String, Long, SessionStore<Bytes, byte[]>>as("counts")
                                    .withKeySerde(Serdes.String())
                                    .withValueSerde(Serdes.Long()))
                    .toStream((word, count) -> word.key())
                    .to(plan.countsTopic(), Produced.with(Serdes.String(), Serdes.Long()));
        }
    },

    /** Joins words at even places of their lines with those at odd places, if they come within a second. */
    JOIN {
        @Override
        void addTo(StreamsBuilder builder, RunPlan plan, CountedWords counted) {
            KStream<String, Long> places = lines(builder, plan)
                    .flatMap((none, line) -> places(line))
                    .repartition(
                            Repartitioned.with(Serdes.String(), Serdes.Long()).withName("places"))
                    .peek((word, place) -> counted.next(place));
            places.filter((word, place) -> place % 2 == 0)
                    .join(
                            places.filter((word, place) -> place % 2 == 1),
                            Long::sum,
                            JoinWindows.ofTimeDifferenceAndGrace(Duration.ofSeconds(1), GRACE),
                            StreamJoined.with(Serdes.String(), Serdes.Long(), Serdes.Long()))
                    .to(plan.countsTopic(), Produced.with(Serdes.String(), Serdes.Long()));
        }
    };

    private static final Duration GRACE = Duration.ofMinutes(1);

    abstract void addTo(StreamsBuilder builder, RunPlan plan, CountedWords counted);

    static Topology topology(RunPlan plan, CountedWords counted) {
        StreamsBuilder builder = new StreamsBuilder();
        valueOf(plan.program()).addTo(builder, plan, counted);
        return builder.build();
    }

    private static KStream<byte[], String> lines(StreamsBuilder builder, RunPlan plan) {
        return builder.stream(plan.linesTopic(), Consumed.with(Serdes.ByteArray(), Serdes.String()));
    }

    /** Each word with its place in its line. A word counts when it is behind the repartition topic, late or not. */
    private static KStream<String, Long> places(StreamsBuilder builder, RunPlan plan, CountedWords counted) {
        return lines(builder, plan)
                .flatMap((none, line) -> places(line))
                .repartition(Repartitioned.with(Serdes.String(), Serdes.Long()).withName("places"))
                .peek((word, place) -> counted.next(place));
    }

    private static KGroupedStream<String, Long> regrouped(StreamsBuilder builder, RunPlan plan, CountedWords counted) {
        return places(builder, plan, counted).groupByKey(Grouped.with(Serdes.String(), Serdes.Long()));
    }

    private static KGroupedStream<String, String> grouped(StreamsBuilder builder, RunPlan plan) {
        return lines(builder, plan)
                .flatMapValues(line -> Arrays.asList(line.split(" ")))
                .groupBy((line, word) -> word, Grouped.with(Serdes.String(), Serdes.String()));
    }

    private static List<KeyValue<String, Long>> places(String line) {
        List<KeyValue<String, Long>> places = new ArrayList<>();
        for (String word : line.split(" ")) {
            places.add(KeyValue.pair(word, (long) places.size()));
        }
        return places;
    }
}
