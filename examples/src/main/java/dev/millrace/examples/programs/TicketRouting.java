package dev.millrace.examples.programs;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.Topology;
import dev.millrace.streams.kstream.Branched;
import dev.millrace.streams.kstream.Consumed;
import dev.millrace.streams.kstream.Grouped;
import dev.millrace.streams.kstream.KStream;
import dev.millrace.streams.kstream.Named;
import dev.millrace.streams.kstream.Produced;
import dev.millrace.streams.kstream.Suppressed;
import dev.millrace.streams.kstream.Suppressed.BufferConfig;

/**
 * Tickets go to the desk that knows about them, each desk's backlog is reported at most once a minute.
 *
 * <p>Reads {@code tickets} (ticket to topic and text; no value once it is closed), writes {@code desk-...} topics
 * chosen by the ticket, {@code spam}, and {@code backlog} (desk to open tickets).
 */
public final class TicketRouting {
    private static final List<String> DESKS = List.of("billing", "network", "other");

    private TicketRouting() {}

    /** The program. */
    public static Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        Produced<String, String> asText = Produced.with(Serdes.String(), Serdes.String());
        KStream<String, String> tickets = builder.stream("tickets", Consumed.with(Serdes.String(), Serdes.String()));
        Map<String, KStream<String, String>> kinds = tickets.split(Named.as("ticket-"))
                .branch((ticket, text) -> text != null && text.contains("!!!"), Branched.as("spam"))
                .defaultBranch(Branched.as("real"));
        kinds.get("ticket-spam").to("spam", asText);
        KStream<String, String> real = kinds.get("ticket-real");
        real.filter((ticket, text) -> text != null).to((ticket, text, context) -> "desk-" + desk(text), asText);
        real.toTable(Named.as("open-tickets"))
                .groupBy(
                        (ticket, text) -> KeyValue.pair(desk(text), ticket),
                        Grouped.with(Serdes.String(), Serdes.String()))
                .count()
                .suppress(Suppressed.untilTimeLimit(Duration.ofMinutes(1), BufferConfig.maxRecords(100)))
                .toStream()
                .to("backlog", Produced.with(Serdes.String(), Serdes.Long()));
        return builder.build();
    }

    private static String desk(String text) {
        return DESKS.stream().filter(text::contains).findFirst().orElse("other");
    }
}
