/**
 * Uncommitted entries of a store over its committed ones: what a record's {@code get} and {@code put} meet. The buffer
 * holds objects where it may, serialises once per commit, and hands changes on in between if it holds them back.
 *
 * <p>Comes in: keys and values of processors, flush and commit of the runtime, reads of queries. Goes out: puts to the
 * ordered bytes below, changelog entries, and, the one way back up, changes handed downstream at a flush ({@code
 * spi.DirtyListener} is the other end). Threads: the owner of the task; readers of queries.
 */
@NullMarked
package dev.millrace.streams.internal.state.buffer;

import org.jspecify.annotations.NullMarked;
