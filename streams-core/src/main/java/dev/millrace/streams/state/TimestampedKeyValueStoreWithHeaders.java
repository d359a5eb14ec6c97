package dev.millrace.streams.state;

/**
 * A key-value store whose values carry the time and the headers of the record that set them (KIP-1271).
 *
 * @param <K> type of keys
 * @param <V> type of values without time and headers
 */
public interface TimestampedKeyValueStoreWithHeaders<K, V> extends KeyValueStore<K, ValueTimestampHeaders<V>> {}
