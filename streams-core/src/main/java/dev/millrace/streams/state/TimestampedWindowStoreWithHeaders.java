package dev.millrace.streams.state;

/**
 * A window store whose values carry the time and the headers of the record that set them (KIP-1271).
 *
 * @param <K> type of keys
 * @param <V> type of values without time and headers
 */
public interface TimestampedWindowStoreWithHeaders<K, V> extends WindowStore<K, ValueTimestampHeaders<V>> {}
