package dev.millrace.differential.drawn;

import java.time.Duration;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.Stores;

/** Tables that remember earlier values. */
final class Versions {
    static final Duration HISTORY = Duration.ofMillis(700);

    private Versions() {}

    static Materialized<String, String, KeyValueStore<Bytes, byte[]>> store(Pool pool) {
        return Materialized.<String, String>as(Stores.persistentVersionedKeyValueStore(pool.name("versions"), HISTORY))
                .withKeySerde(Serdes.String())
                .withValueSerde(Serdes.String());
    }
}
