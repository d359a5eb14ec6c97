package dev.millrace.examples.programs;

import java.math.BigDecimal;
import java.math.RoundingMode;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.Topology;
import dev.millrace.streams.kstream.Consumed;
import dev.millrace.streams.kstream.GlobalKTable;
import dev.millrace.streams.kstream.Produced;

/**
 * Prices in euros, by rates that every instance has whole.
 *
 * <p>Reads {@code prices} (article to amount, currency) and {@code rates} (currency to euros for one), writes {@code
 * euro-prices}; a price in an unknown currency is left out.
 */
public final class CurrencyConversion {
    private CurrencyConversion() {}

    record Price(BigDecimal amount, String currency) {
        static final Serde<Price> SERDE = TextLines.serde(fields -> new Price(new BigDecimal(fields[0]), fields[1]));

        BigDecimal at(BigDecimal rate) {
            return amount.multiply(rate).setScale(2, RoundingMode.HALF_EVEN);
        }

        @Override
        public String toString() {
            return amount + "," + currency;
        }
    }

    /** The program. */
    public static Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        GlobalKTable<String, String> rates =
                builder.globalTable("rates", Consumed.with(Serdes.String(), Serdes.String()));
        builder.stream("prices", Consumed.with(Serdes.String(), Price.SERDE))
                .join(rates, (article, price) -> price.currency, (price, rate) -> price.at(new BigDecimal(rate))
                        .toPlainString())
                .to("euro-prices", Produced.with(Serdes.String(), Serdes.String()));
        return builder.build();
    }
}
