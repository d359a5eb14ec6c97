package dev.millrace.examples.programs;

import java.time.Duration;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.Topology;
import dev.millrace.streams.kstream.Consumed;
import dev.millrace.streams.kstream.Grouped;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Named;
import dev.millrace.streams.kstream.Produced;
import dev.millrace.streams.kstream.TimeWindows;

/**
 * Cards used suspiciously: more than three payments within five minutes, together above a limit.
 *
 * <p>Reads {@code payments} (id to card, amount in cents), writes {@code fraud-alerts} (card to what was seen).
 */
public final class FraudAlerts {
    private static final long LIMIT_CENTS = 100_000;

    private FraudAlerts() {}

    record Payment(String card, long cents) {
        static final Serde<Payment> SERDE =
                TextLines.serde(fields -> new Payment(fields[0], Long.parseLong(fields[1])));

        @Override
        public String toString() {
            return card + "," + cents;
        }
    }

    record Spending(int payments, long cents) {
        static final Serde<Spending> SERDE =
                TextLines.serde(fields -> new Spending(Integer.parseInt(fields[0]), Long.parseLong(fields[1])));

        Spending plus(Payment payment) {
            return new Spending(payments + 1, cents + payment.cents);
        }

        boolean suspicious() {
            return payments > 3 && cents > LIMIT_CENTS;
        }

        @Override
        public String toString() {
            return payments + "," + cents;
        }
    }

    /** The program. */
    public static Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("payments", Consumed.with(Serdes.String(), Payment.SERDE))
                .groupBy((id, payment) -> payment.card, Grouped.with("by-card", Serdes.String(), Payment.SERDE))
                .windowedBy(TimeWindows.ofSizeAndGrace(Duration.ofMinutes(5), Duration.ofSeconds(30))
                        .advanceBy(Duration.ofMinutes(1)))
                .aggregate(
                        () -> new Spending(0, 0),
                        (card, payment, spending) -> spending.plus(payment),
                        Named.as("spending"),
                        Materialized.with(Serdes.String(), Spending.SERDE))
                .toStream()
                .filter((window, spending) -> spending.suspicious())
                .map((window, spending) -> KeyValue.pair(
                        window.key(), window.window().startTime() + "," + spending.payments + "," + spending.cents))
                .to("fraud-alerts", Produced.with(Serdes.String(), Serdes.String()));
        return builder.build();
    }
}
