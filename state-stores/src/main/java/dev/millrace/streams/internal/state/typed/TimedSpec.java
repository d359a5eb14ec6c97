package dev.millrace.streams.internal.state.typed;

/**
 * What a builder decided about one window or session store.
 *
 * @param store what every store has; its keys are those without time
 * @param timing about time
 * @param <K> type of keys without time
 * @param <S> type of values, with time stamp if the store has them
 */
public record TimedSpec<K, S>(FacadeSpec<K, S> store, Timing timing) {}
