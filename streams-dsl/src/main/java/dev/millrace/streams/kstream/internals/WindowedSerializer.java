package dev.millrace.streams.kstream.internals;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;

import dev.millrace.streams.kstream.Windowed;

/**
 * Serialises keys with a window. A topic written with one is partitioned by the key alone, so that all windows of a key
 * are in one partition. Threads: as any serializer, one at a time.
 *
 * @param <T> type of the key alone
 */
public interface WindowedSerializer<T> extends Serializer<Windowed<T>> {
    /** The key alone, as it is before the window's bytes. */
    byte[] serializeBaseKey(String topic, Windowed<T> data);

    /** {@link #serializeBaseKey(String, Windowed)}, with the headers of the record. */
    default byte[] serializeBaseKey(String topic, Headers headers, Windowed<T> data) {
        return serializeBaseKey(topic, data);
    }
}
