package dev.millrace.streams.query;

/**
 * A question that a store may have an answer to. Stores of your own may answer queries of your own: see {@link
 * dev.millrace.streams.processor.StateStore#query}. <i>Immutable</i> in every implementation here.
 *
 * @param <R> type of the answer
 */
public interface Query<R> {}
