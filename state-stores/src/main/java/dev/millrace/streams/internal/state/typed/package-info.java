/**
 * Stores as processors see them: typed, checked, restored from their changelog. Here is decided whether keys and values
 * are held as objects or as bytes.
 *
 * <p>Comes in: calls of processors, DSL operators and queries, the runtime's life cycle. Goes out: reads and writes of
 * the write buffer. Threads: the owner of the task; any thread for the reads of queries.
 */
@NullMarked
package dev.millrace.streams.internal.state.typed;

import org.jspecify.annotations.NullMarked;
