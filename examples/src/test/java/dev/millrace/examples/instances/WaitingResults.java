package dev.millrace.examples.instances;

import java.time.Duration;
import java.util.List;

import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.Topology;
import dev.millrace.streams.kstream.EmitStrategy;
import dev.millrace.streams.kstream.Grouped;
import dev.millrace.streams.kstream.JoinWindows;
import dev.millrace.streams.kstream.Joined;
import dev.millrace.streams.kstream.KStream;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Produced;
import dev.millrace.streams.kstream.SessionWindows;
import dev.millrace.streams.kstream.StreamJoined;
import dev.millrace.streams.kstream.Suppressed;
import dev.millrace.streams.kstream.TimeWindows;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.state.Stores;

/** A program in which everything waits for time to go on: windows until they close, records for partners and rows. */
final class WaitingResults {
    static final String EVENTS = "events";
    static final String OTHERS = "others";
    static final String ROWS = "rows";
    static final List<String> INPUTS = List.of(EVENTS, OTHERS, ROWS);
    static final List<String> OUTPUTS = List.of("closed", "closed-sessions", "held", "limited", "outer", "graced");

    private static final Duration MS_100 = Duration.ofMillis(100);
    private static final Duration MS_60 = Duration.ofMillis(60);

    private WaitingResults() {}

    static Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, String> events = builder.stream(EVENTS);
        KStream<String, String> others = builder.stream(OTHERS);
        KTable<String, String> rows = builder.table(
                ROWS, Materialized.as(Stores.persistentVersionedKeyValueStore("rows-store", Duration.ofHours(1))));
        windows(events);
        events.outerJoin(
                        others,
                        (event, other) -> event + "+" + other,
                        JoinWindows.ofTimeDifferenceWithNoGrace(MS_60),
                        StreamJoined.as("outer"))
                .to("outer");
        events.leftJoin(
                        rows,
                        (event, row) -> event + "+" + row,
                        Joined.<String, String, String>as("graced").withGracePeriod(MS_60))
                .to("graced");
        return builder.build();
    }

    private static void windows(KStream<String, String> events) {
        TimeWindows hundreds = TimeWindows.ofSizeWithNoGrace(MS_100);
        counts(events.groupByKey(Grouped.with(Serdes.String(), Serdes.String()))
                        .windowedBy(hundreds)
                        .emitStrategy(EmitStrategy.onWindowClose())
                        .count(Materialized.as("closed-store")))
                .to("closed", Produced.with(Serdes.String(), Serdes.Long()));
        counts(events.groupByKey(Grouped.with(Serdes.String(), Serdes.String()))
                        .windowedBy(SessionWindows.ofInactivityGapWithNoGrace(MS_60))
                        .emitStrategy(EmitStrategy.onWindowClose())
                        .count(Materialized.as("sessions-store")))
                .to("closed-sessions", Produced.with(Serdes.String(), Serdes.Long()));
        KTable<Windowed<String>, Long> counts = events.groupByKey(Grouped.with(Serdes.String(), Serdes.String()))
                .windowedBy(hundreds)
                .count(Materialized.as("window-counts"));
        counts(counts.suppress(Suppressed.untilWindowCloses(Suppressed.BufferConfig.unbounded())
                        .withName("held")))
                .to("held", Produced.with(Serdes.String(), Serdes.Long()));
        events.groupByKey(Grouped.with(Serdes.String(), Serdes.String()))
                .count(Materialized.as("event-counts"))
                .suppress(Suppressed.<String>untilTimeLimit(MS_100, Suppressed.BufferConfig.unbounded())
                        .withName("limited"))
                .toStream()
                .to("limited", Produced.with(Serdes.String(), Serdes.Long()));
    }

    private static KStream<String, Long> counts(KTable<Windowed<String>, Long> table) {
        return table.toStream()
                .map((key, count) ->
                        KeyValue.pair(key.key() + "@" + key.window().start(), count));
    }
}
