package dev.millrace.streams.state;

import dev.millrace.streams.processor.StateStore;

/**
 * A session store whose aggregates carry headers (KIP-1271).
 *
 * @param <K> type of keys
 * @param <AGG> type of aggregates without headers
 */
public interface SessionStoreWithHeaders<K, AGG> extends StateStore, SessionStore<K, AggregationWithHeaders<AGG>> {}
