/**
 * How a query finds the stores of an instance: the one type of Kafka Streams' package of this name that programs meet,
 * in the signature of {@link dev.millrace.streams.state.QueryableStoreType#create}.
 */
@NullMarked
package dev.millrace.streams.state.internals;

import org.jspecify.annotations.NullMarked;
