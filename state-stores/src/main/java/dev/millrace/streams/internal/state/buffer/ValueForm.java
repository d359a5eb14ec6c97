package dev.millrace.streams.internal.state.buffer;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * In which form the buffer holds values. A held value is never null and never changes. <i>Thread-safe</i> in every
 * implementation: queries convert values too.
 *
 * @param <S> type of values as the caller of the store knows them, with time stamp if the store has them
 */
public interface ValueForm<S> {
    /**
     * What the buffer keeps for {@code value}; null if that means a deletion.
     *
     * @throws dev.millrace.streams.errors.StreamsException if the serde does not take such a value
     */
    @Nullable
    Object held(S value);

    /**
     * The same for an entry of {@code key}, as held, whose serialising may add to the headers of the value.
     *
     * @param keys form of the key
     */
    default @Nullable Object held(S value, KeyForm<?> keys, Object key) {
        return held(value);
    }

    /** What is left of {@code held} once it was logged: a store without time stamps forgets them then. */
    Object settled(Object held);

    /** The value as the caller knows it. */
    S value(Object held);

    /** The serialised value without time stamp, as in the changelog. */
    byte[] raw(Object held);

    /**
     * The value as stored.
     *
     * @param raw what {@link #raw} gave for it
     */
    byte[] stored(Object held, byte[] raw);

    /** What {@link #stored} wrote. */
    Object read(byte[] stored);

    /** The stored form of a value that comes back from the changelog. */
    byte[] restored(byte[] raw, long timestamp);

    /** Whether held values carry their time. */
    boolean stamped();

    /** Whether what is stored has the time too. */
    default boolean keepsTime() {
        return stamped();
    }

    /** Time of {@code held}, milliseconds since the epoch; only if {@link #stamped()}. */
    long timestamp(Object held);

    /** The stored form of a value that comes back from a changelog record with headers. */
    default byte[] restored(byte[] raw, long timestamp, Headers headers) {
        return restored(raw, timestamp);
    }

    /** Whether changes are logged with headers: those of the value, or of the record that deletes it. */
    default boolean headed() {
        return false;
    }

    /** Headers of {@code held}, not shared with anybody; only if {@link #headed()}. */
    default Headers headers(Object held) {
        throw new IllegalStateException("Values of this store carry no headers");
    }

    /** Roughly the heap that {@code held} takes, in bytes. */
    int weight(Object held);
}
