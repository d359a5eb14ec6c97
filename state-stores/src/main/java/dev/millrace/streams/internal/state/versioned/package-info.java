/**
 * Versioned stores: the latest version of each key where a plain store has its value, former versions in a history
 * beside it, old history swept away a little at each commit.
 *
 * <p>Comes in: puts and reads of processors and queries, changelog records. Goes out: two kinds of entries in the same
 * ordered bytes, each below a write buffer of its own; changelog records with the time stamp of their version. Threads:
 * the owner of the task; any thread for reads.
 */
@NullMarked
package dev.millrace.streams.internal.state.versioned;

import org.jspecify.annotations.NullMarked;
