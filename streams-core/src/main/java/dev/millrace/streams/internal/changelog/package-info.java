/**
 * Local state and the changelog topics behind it.
 *
 * <p>Comes in: changed entries of stores, on their way to a changelog topic ({@code StoreChangelog}); changelog
 * partitions whose stores are to be brought up to date ({@code Restorer}). Goes out: records for the producer, restored
 * batches for stores. The files are here too: where a task keeps its state, who holds it ({@link
 * dev.millrace.streams.internal.changelog.StateDirectory}), and up to which offset it follows its changelog if the
 * store itself cannot say ({@link dev.millrace.streams.internal.changelog.StoreOffsets}).
 *
 * <p>Threads: writers run on the thread that owns the task; the restorer is stepped by a thread of its own, which
 * owns a task's stores while it restores them.
 */
@NullMarked
package dev.millrace.streams.internal.changelog;

import org.jspecify.annotations.NullMarked;
