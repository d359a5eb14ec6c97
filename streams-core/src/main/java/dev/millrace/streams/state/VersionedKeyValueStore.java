package dev.millrace.streams.state;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.StateStore;

/**
 * A store that remembers former values of a key for some time, its history retention (KIP-889). A version is valid from
 * its time stamp until that of the next version of its key; a deletion is a version too.
 *
 * <p>How far history goes back is measured from the largest time stamp that was put, by any key. Older puts are
 * refused, older reads find nothing, but the latest value of a key never gets lost.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public interface VersionedKeyValueStore<K, V> extends StateStore {
    /** What {@link #put} returns for the latest version of a key. */
    long PUT_RETURN_CODE_VALID_TO_UNDEFINED = -1L;

    /** What {@link #put} returns if the version is older than the history and was not put. */
    long PUT_RETURN_CODE_NOT_PUT = Long.MIN_VALUE;

    /**
     * Adds a version, or replaces the one with the same time stamp.
     *
     * @param value null for a deletion
     * @param timestamp since when it is valid, milliseconds since the epoch; may be earlier than that of other versions
     * @return until when it is valid, exclusive, or one of the two constants above
     */
    long put(K key, @Nullable V value, long timestamp);

    /**
     * Adds a deletion.
     *
     * @return what {@link #get(Object, long)} gave before for that time; null too if the deletion is older than the
     *     history and was not put
     */
    @Nullable
    VersionedRecord<V> delete(K key, long timestamp);

    /** The latest version of {@code key}; null if it was deleted or never put. */
    @Nullable
    VersionedRecord<V> get(K key);

    /** The version of {@code key} that was valid at that time; null if none was, or history does not go so far. */
    @Nullable
    VersionedRecord<V> get(K key, long asOfTimestamp);
}
