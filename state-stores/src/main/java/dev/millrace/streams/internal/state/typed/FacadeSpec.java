package dev.millrace.streams.internal.state.typed;

import dev.millrace.streams.internal.state.buffer.StoreOpening;

/**
 * What a builder decided about one store.
 *
 * @param name name of the store
 * @param forms how keys and values are held
 * @param opening the bytes below
 * @param caching whether changes are held back if the task has a cache
 * @param logging whether changes are logged
 * @param <K> type of keys
 * @param <S> type of values, with time stamp if the store has them
 */
public record FacadeSpec<K, S>(
        String name, Forms<K, S> forms, StoreOpening opening, boolean caching, boolean logging) {}
