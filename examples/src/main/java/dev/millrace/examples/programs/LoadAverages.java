package dev.millrace.examples.programs;

import java.time.Duration;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.Topology;
import dev.millrace.streams.kstream.Consumed;
import dev.millrace.streams.kstream.EmitStrategy;
import dev.millrace.streams.kstream.Grouped;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Produced;
import dev.millrace.streams.kstream.SlidingWindows;

/**
 * The average load of each host over any half minute, once nothing can change it any more.
 *
 * <p>Reads {@code loads} (host to load), writes {@code load-averages} (host and end of the half minute to average).
 */
public final class LoadAverages {
    private LoadAverages() {}

    record Sum(long count, double total) {
        static final Serde<Sum> SERDE =
                TextLines.serde(fields -> new Sum(Long.parseLong(fields[0]), Double.parseDouble(fields[1])));

        @Override
        public String toString() {
            return count + "," + total;
        }
    }

    /** The program. */
    public static Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("loads", Consumed.with(Serdes.String(), Serdes.Double()))
                .groupByKey(Grouped.as("by-host"))
                .windowedBy(SlidingWindows.ofTimeDifferenceAndGrace(Duration.ofSeconds(30), Duration.ofSeconds(5)))
                .emitStrategy(EmitStrategy.onWindowClose())
                .aggregate(
                        () -> new Sum(0, 0),
                        (host, load, sum) -> new Sum(sum.count + 1, sum.total + load),
                        Materialized.with(Serdes.String(), Sum.SERDE))
                .toStream((window, sum) -> window.key() + "@" + window.window().endTime())
                .mapValues(sum -> sum.total / sum.count)
                .to("load-averages", Produced.with(Serdes.String(), Serdes.Double()));
        return builder.build();
    }
}
