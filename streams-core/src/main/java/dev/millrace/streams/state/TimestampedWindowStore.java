package dev.millrace.streams.state;

/**
 * A window store whose values carry the time of the record that set them (KIP-258).
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public interface TimestampedWindowStore<K, V> extends WindowStore<K, ValueAndTimestamp<V>> {}
