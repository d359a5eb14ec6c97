/**
 * Interactive queries, second version (KIP-796): a question as an object, asked of one store, answered partition by
 * partition with the position in the input that the answer reflects.
 *
 * <p>A {@link dev.millrace.streams.query.StateQueryRequest} names the store, the {@link
 * dev.millrace.streams.query.Query}, which partitions to ask and how fresh they must be; {@code KafkaStreams.query}
 * gives a {@link dev.millrace.streams.query.StateQueryResult} with one {@link
 * dev.millrace.streams.query.QueryResult} for each partition. A result that is an iterator is to be closed.
 *
 * <p>Comes in: requests of any thread. Goes out: answers and the reasons why there is none; an exception only if the
 * question itself makes no sense.
 */
@NullMarked
package dev.millrace.streams.query;

import org.jspecify.annotations.NullMarked;
