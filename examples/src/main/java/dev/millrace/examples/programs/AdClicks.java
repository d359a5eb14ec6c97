package dev.millrace.examples.programs;

import java.time.Duration;

import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.Topology;
import dev.millrace.streams.kstream.Consumed;
import dev.millrace.streams.kstream.Grouped;
import dev.millrace.streams.kstream.JoinWindows;
import dev.millrace.streams.kstream.KStream;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Produced;
import dev.millrace.streams.kstream.StreamJoined;

/**
 * Which shown advertisements were clicked within two minutes, and how often each campaign was.
 *
 * <p>Reads {@code impressions} and {@code clicks} (impression id to campaign), writes {@code ad-results} for each
 * impression, clicked or not, and {@code campaign-clicks}.
 */
public final class AdClicks {
    private AdClicks() {}

    /** The program. */
    public static Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        Consumed<String, String> text = Consumed.with(Serdes.String(), Serdes.String());
        KStream<String, String> results = builder.stream("impressions", text)
                .leftJoin(
                        builder.stream("clicks", text),
                        (campaign, click) -> campaign + (click == null ? ",ignored" : ",clicked"),
                        JoinWindows.ofTimeDifferenceAndGrace(Duration.ofMinutes(2), Duration.ofSeconds(10))
                                .before(Duration.ZERO),
                        StreamJoined.with(Serdes.String(), Serdes.String(), Serdes.String())
                                .withStoreName("waiting"));
        results.to("ad-results", Produced.with(Serdes.String(), Serdes.String()));
        results.filter((id, result) -> result.endsWith("clicked"))
                .selectKey((id, result) -> result.substring(0, result.indexOf(',')))
                .groupByKey(Grouped.with(Serdes.String(), Serdes.String()))
                .count(Materialized.with(Serdes.String(), Serdes.Long()))
                .toStream()
                .to("campaign-clicks", Produced.with(Serdes.String(), Serdes.Long()));
        return builder.build();
    }
}
