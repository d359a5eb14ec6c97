package dev.millrace.examples.programs;

import java.time.Duration;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.Topology;
import dev.millrace.streams.kstream.Consumed;
import dev.millrace.streams.kstream.Grouped;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Produced;
import dev.millrace.streams.kstream.SessionWindows;
import dev.millrace.streams.kstream.Suppressed;
import dev.millrace.streams.kstream.Suppressed.BufferConfig;
import dev.millrace.streams.state.SessionStore;

/**
 * What visitors did between coming and going: pages of a visit belong together until half an hour without any.
 *
 * <p>Reads {@code page-views} (visitor to page), writes one record for each visit that is over to {@code visits}.
 */
public final class VisitSummaries {
    private VisitSummaries() {}

    record Visit(int pages, String first, String last) {
        static final Serde<Visit> SERDE =
                TextLines.serde(fields -> new Visit(Integer.parseInt(fields[0]), fields[1], fields[2]));

        static Visit merge(Visit earlier, Visit later) {
            return new Visit(
                    earlier.pages + later.pages,
                    earlier.first.isEmpty() ? later.first : earlier.first,
                    later.last.isEmpty() ? earlier.last : later.last);
        }

        @Override
        public String toString() {
            return pages + "," + first + "," + last;
        }
    }

    /** The program. */
    public static Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("page-views", Consumed.with(Serdes.String(), Serdes.String()))
                .groupByKey(Grouped.with(Serdes.String(), Serdes.String()))
                .windowedBy(SessionWindows.ofInactivityGapAndGrace(Duration.ofMinutes(30), Duration.ofMinutes(5)))
                .aggregate(
                        () -> new Visit(0, "", ""),
                        (visitor, page, visit) -> Visit.merge(visit, new Visit(1, page, page)),
                        (visitor, one, other) -> Visit.merge(one, other),
                        Materialized.<String, Visit, SessionStore<Bytes, byte[]>>as("open-visits")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(Visit.SERDE)
                                // A late view may still join a visit that ended a pause before it.
                                .withRetention(Duration.ofHours(2)))
                .suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()))
                .toStream((session, visit) ->
                        session.key() + "@" + session.window().startTime())
                .to("visits", Produced.with(Serdes.String(), Visit.SERDE));
        return builder.build();
    }
}
