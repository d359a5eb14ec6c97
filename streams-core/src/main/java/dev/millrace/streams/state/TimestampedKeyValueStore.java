package dev.millrace.streams.state;

/**
 * A key-value store whose values carry the time of the record that set them (KIP-258).
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public interface TimestampedKeyValueStore<K, V> extends KeyValueStore<K, ValueAndTimestamp<V>> {}
