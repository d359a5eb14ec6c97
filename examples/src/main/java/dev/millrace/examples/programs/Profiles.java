package dev.millrace.examples.programs;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.Topology;
import dev.millrace.streams.kstream.Consumed;
import dev.millrace.streams.kstream.Grouped;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Produced;
import dev.millrace.streams.state.KeyValueStore;

/**
 * All that is known of a user in one place, whichever part is known first.
 *
 * <p>Reads the tables {@code names} and {@code emails} and the stream {@code logins} (all by user), writes {@code
 * profiles}; a user of whom nothing is left is deleted there.
 */
public final class Profiles {
    private Profiles() {}

    /** The program. */
    public static Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        Consumed<String, String> text = Consumed.with(Serdes.String(), Serdes.String());
        KTable<String, String> names = builder.table("names", text);
        KTable<String, String> emails = builder.table("emails", text).mapValues(email -> email.toLowerCase());
        KTable<String, Long> logins = builder.stream("logins", text)
                .groupByKey(Grouped.with(Serdes.String(), Serdes.String()))
                .count(Materialized.with(Serdes.String(), Serdes.Long()));
        names.outerJoin(
                        emails,
                        (name, email) -> (name == null ? "?" : name) + " <" + (email == null ? "?" : email) + ">")
                .leftJoin(logins, (person, count) -> person + " " + (count == null ? "never seen" : count + " logins"))
                .filter(
                        (user, profile) -> !user.startsWith("test-"),
                        Materialized.<String, String, KeyValueStore<Bytes, byte[]>>as("profiles")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(Serdes.String()))
                .toStream()
                .to("profiles", Produced.with(Serdes.String(), Serdes.String()));
        return builder.build();
    }
}
