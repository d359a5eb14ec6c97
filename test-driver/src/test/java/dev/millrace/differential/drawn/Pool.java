package dev.millrace.differential.drawn;

import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.kstream.Consumed;
import dev.millrace.streams.kstream.KStream;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.state.KeyValueStore;

/** What a program has so far: each step takes streams and tables of texts out of here and puts its results back. */
final class Pool {
    final StreamsBuilder builder = new StreamsBuilder();
    final List<KStream<String, String>> streams = new ArrayList<>();
    final List<KTable<String, String>> tables = new ArrayList<>();
    final List<WindowedTable> windows = new ArrayList<>();
    final List<String> inputs = new ArrayList<>();
    private int names;

    Pool() {
        streams.add(builder.stream(input()));
    }

    /**
     * A table of windows or sessions.
     *
     * @param joins whether it can be joined: Kafka Streams cannot if it is cogrouped
     */
    record WindowedTable(KTable<Windowed<String>, String> table, boolean sessions, boolean joins) {
        /** Made of this one. */
        WindowedTable with(KTable<Windowed<String>, String> changed) {
            return new WindowedTable(changed, sessions, joins);
        }
    }

    /** Another topic to read. */
    String input() {
        String topic = "in-" + inputs.size();
        inputs.add(topic);
        return topic;
    }

    String name(String what) {
        return what + "-" + names++;
    }

    KStream<String, String> stream(Choices choices) {
        return choices.of(streams);
    }

    /** One of the tables, or one more. */
    KTable<String, String> table(Choices choices) {
        if (tables.isEmpty() || choices.oneIn(4)) {
            tables.add(newTable(choices));
            return tables.get(tables.size() - 1);
        }
        return choices.of(tables);
    }

    private KTable<String, String> newTable(Choices choices) {
        String topic = input();
        return switch (choices.below(4)) {
            case 0 -> builder.table(topic);
            case 1 -> builder.table(topic, Consumed.with(Serdes.String(), Serdes.String()));
            case 2 -> builder.table(topic, rows(choices));
            default -> builder.table(topic, Versions.store(this));
        };
    }

    void addSource(Choices choices) {
        String topic = input();
        streams.add(
                choices.flip()
                        ? builder.stream(topic, Consumed.with(Serdes.String(), Serdes.String()))
                        : builder.stream(topic));
    }

    /** How a table of texts is kept. */
    Materialized<String, String, KeyValueStore<Bytes, byte[]>> rows(Choices choices) {
        Materialized<String, String, KeyValueStore<Bytes, byte[]>> rows =
                choices.flip() ? Materialized.as(name("store")) : Materialized.with(null, null);
        rows.withKeySerde(Serdes.String()).withValueSerde(Serdes.String());
        switch (choices.below(6)) {
            case 1 -> rows.withCachingDisabled();
            case 2 -> rows.withLoggingDisabled();
            case 3 -> rows.withStoreType(Materialized.StoreType.IN_MEMORY);
            case 4 -> rows.withCachingEnabled();
            default -> {
                // As the program's settings have it.
            }
        }
        return rows;
    }
}
