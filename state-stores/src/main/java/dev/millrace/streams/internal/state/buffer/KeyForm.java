package dev.millrace.streams.internal.state.buffer;

import org.apache.kafka.common.header.Headers;

/**
 * In which form the buffer holds keys: two held keys are equal exactly if their bytes are. <i>Thread-safe</i> in every
 * implementation: queries convert keys too.
 *
 * @param <K> type of keys
 */
public interface KeyForm<K> {
    /**
     * What the buffer looks up for {@code key}, which costs nothing if keys are held as objects.
     *
     * @throws dev.millrace.streams.errors.StreamsException if the serde does not take such a key
     */
    Object held(K key);

    /**
     * The one of all held keys with the same bytes that is entered into the buffer; nearly always {@code held} itself.
     */
    Object canonical(Object held);

    /** The serialised key. */
    byte[] bytes(Object held);

    /** The key as the caller knows it. */
    K key(Object held);

    /** The key that was serialised to {@code bytes}. */
    K read(byte[] bytes);

    /** What {@link #held} gives for the key that was serialised to {@code bytes}. */
    default Object readHeld(byte[] bytes) {
        return held(read(bytes));
    }

    /** The key in the changelog for one that is stored as {@code stored}; the same unless a form says otherwise. */
    default byte[] changelogKey(byte[] stored) {
        return stored;
    }

    /** The other way round: the stored key for one in the changelog. */
    default byte[] storedKey(byte[] changelogKey) {
        return changelogKey;
    }

    /** An estimate of the heap that {@code held} takes, in bytes. */
    int weight(Object held);

    /** Adds to {@code headers} what serialising {@code held} adds. */
    default void addHeaders(Object held, Headers headers) {
        // By default nothing.
    }
}
