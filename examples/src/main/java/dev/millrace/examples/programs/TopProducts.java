package dev.millrace.examples.programs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.Topology;
import dev.millrace.streams.kstream.Consumed;
import dev.millrace.streams.kstream.Grouped;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Produced;

/**
 * The three products of each category that sell best.
 *
 * <p>Reads {@code sales} (category/product to quantity), writes {@code top-products} (category to the products).
 */
public final class TopProducts {
    private static final int SHOWN = 3;

    private TopProducts() {}

    /** Totals of all products of a category, best first. */
    record Ranking(List<Total> totals) {
        static final Serde<Ranking> SERDE = TextLines.serde(Ranking::parse);

        record Total(String product, long sold) {}

        static Ranking parse(String[] fields) {
            List<Total> totals = new ArrayList<>();
            for (int i = 0; i + 1 < fields.length; i += 2) {
                totals.add(new Total(fields[i], Long.parseLong(fields[i + 1])));
            }
            return new Ranking(totals);
        }

        Ranking with(String product, long sold) {
            List<Total> changed = new ArrayList<>(without(product).totals);
            changed.add(new Total(product, sold));
            changed.sort(Comparator.comparingLong(Total::sold).reversed().thenComparing(Total::product));
            return new Ranking(changed);
        }

        Ranking without(String product) {
            return new Ranking(totals.stream()
                    .filter(total -> !total.product.equals(product))
                    .toList());
        }

        String best() {
            return totals.stream()
                    .limit(SHOWN)
                    .map(total -> total.product + " " + total.sold)
                    .collect(Collectors.joining(", "));
        }

        @Override
        public String toString() {
            return totals.stream()
                    .map(total -> total.product + "," + total.sold)
                    .collect(Collectors.joining(","));
        }
    }

    /** The program. */
    public static Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("sales", Consumed.with(Serdes.String(), Serdes.Integer()))
                .groupByKey()
                .aggregate(
                        () -> 0L,
                        (product, quantity, total) -> total + quantity,
                        Materialized.with(Serdes.String(), Serdes.Long()))
                .groupBy(
                        (path, sold) -> KeyValue.pair(path.substring(0, path.indexOf('/')), path + "=" + sold),
                        Grouped.with("by-category", Serdes.String(), Serdes.String()))
                .aggregate(
                        () -> new Ranking(List.of()),
                        (category, total, ranking) -> ranking.with(product(total), sold(total)),
                        (category, total, ranking) -> ranking.without(product(total)),
                        Materialized.with(Serdes.String(), Ranking.SERDE))
                .toStream()
                .mapValues(Ranking::best)
                .to("top-products", Produced.with(Serdes.String(), Serdes.String()));
        return builder.build();
    }

    private static String product(String total) {
        return total.substring(total.indexOf('/') + 1, total.indexOf('='));
    }

    private static long sold(String total) {
        return Long.parseLong(total.substring(total.indexOf('=') + 1));
    }
}
