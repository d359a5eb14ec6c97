package dev.millrace.examples.programs;

import java.time.Duration;

import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.Topology;
import dev.millrace.streams.kstream.Consumed;
import dev.millrace.streams.kstream.JoinWindows;
import dev.millrace.streams.kstream.Produced;
import dev.millrace.streams.kstream.Repartitioned;
import dev.millrace.streams.kstream.StreamJoined;

/**
 * Bills and transfers that belong together, and those whose other half did not come within three days.
 *
 * <p>Reads {@code bills} (bill to cents) and {@code transfers} (transfer to bill), writes {@code matched}, {@code
 * unpaid} and {@code unexplained}, all by bill.
 */
public final class PaymentMatching {
    private PaymentMatching() {}

    /** The program. */
    public static Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        Consumed<String, String> text = Consumed.with(Serdes.String(), Serdes.String());
        Produced<String, String> asText = Produced.with(Serdes.String(), Serdes.String());
        var transfers = builder.stream("transfers", text)
                .map((transfer, bill) -> KeyValue.pair(bill, transfer))
                .repartition(
                        Repartitioned.with(Serdes.String(), Serdes.String()).withName("transfers-by-bill"));
        var matches = builder.stream("bills", text)
                .outerJoin(
                        transfers,
                        (cents, transfer) -> (cents == null ? "" : cents) + "|" + (transfer == null ? "" : transfer),
                        JoinWindows.ofTimeDifferenceAndGrace(Duration.ofDays(3), Duration.ofHours(1)),
                        StreamJoined.with(Serdes.String(), Serdes.String(), Serdes.String())
                                .withName("match")
                                .withStoreName("match"));
        matches.filter((bill, halves) -> halves.endsWith("|")).to("unpaid", asText);
        matches.filter((bill, halves) -> halves.startsWith("|")).to("unexplained", asText);
        matches.filterNot((bill, halves) -> halves.startsWith("|") || halves.endsWith("|"))
                .to("matched", asText);
        return builder.build();
    }
}
