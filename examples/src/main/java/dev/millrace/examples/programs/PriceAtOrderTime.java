package dev.millrace.examples.programs;

import java.time.Duration;

import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.Topology;
import dev.millrace.streams.kstream.Consumed;
import dev.millrace.streams.kstream.Joined;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Produced;
import dev.millrace.streams.state.Stores;

/**
 * What was ordered at the price it had then, even if the order comes late: the price list remembers a day.
 *
 * <p>Reads {@code price-list} (article to cents) and {@code purchases} (article to pieces), writes {@code invoices}.
 */
public final class PriceAtOrderTime {
    private PriceAtOrderTime() {}

    /** The program. */
    public static Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        KTable<String, Long> prices = builder.table(
                "price-list",
                Consumed.with(Serdes.String(), Serdes.Long()),
                Materialized.as(Stores.persistentVersionedKeyValueStore("prices", Duration.ofDays(1))));
        builder.stream("purchases", Consumed.with(Serdes.String(), Serdes.Integer()))
                .leftJoin(
                        prices,
                        (pieces, cents) -> cents == null ? pieces + " pieces, no price" : pieces * cents + " cents",
                        Joined.with(Serdes.String(), Serdes.Integer(), Serdes.Long(), "priced"))
                .to("invoices", Produced.with(Serdes.String(), Serdes.String()));
        return builder.build();
    }
}
