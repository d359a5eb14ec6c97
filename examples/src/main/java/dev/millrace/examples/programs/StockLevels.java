package dev.millrace.examples.programs;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.Topology;
import dev.millrace.streams.kstream.Branched;
import dev.millrace.streams.kstream.Consumed;
import dev.millrace.streams.kstream.KGroupedStream;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Named;
import dev.millrace.streams.kstream.Produced;
import dev.millrace.streams.state.KeyValueStore;

/**
 * How many of each article are in stock, from three streams that know parts of it.
 *
 * <p>Reads {@code deliveries}, {@code withdrawals} and {@code stocktakings} (article to pieces), writes {@code
 * stock-levels}, and what falls short to {@code reorders} or, below nothing, to {@code stock-errors}.
 */
public final class StockLevels {
    private static final long ENOUGH = 10;

    private StockLevels() {}

    /** The program. */
    public static Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        Produced<String, Long> pieces = Produced.with(Serdes.String(), Serdes.Long());
        var levels = pieces(builder, "deliveries")
                .<Long>cogroup((article, delivered, stock) -> stock + delivered)
                .cogroup(pieces(builder, "withdrawals"), (article, withdrawn, stock) -> stock - withdrawn)
                .cogroup(pieces(builder, "stocktakings"), (article, counted, stock) -> counted)
                .aggregate(
                        () -> 0L,
                        Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as("stock")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(Serdes.Long()))
                .toStream();
        levels.to("stock-levels", pieces);
        levels.split(Named.as("level-"))
                .branch(
                        (article, stock) -> stock < 0,
                        Branched.withConsumer(wrong -> wrong.to("stock-errors", pieces), "wrong"))
                .branch(
                        (article, stock) -> stock < ENOUGH,
                        Branched.withConsumer(
                                few -> few.mapValues(stock -> ENOUGH - stock).to("reorders", pieces), "few"))
                .noDefaultBranch();
        return builder.build();
    }

    private static KGroupedStream<String, Long> pieces(StreamsBuilder builder, String topic) {
        return builder.stream(topic, Consumed.with(Serdes.String(), Serdes.Long()))
                .groupByKey();
    }
}
