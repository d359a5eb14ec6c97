/**
 * Time as window and session stores see it: which entries are still kept, in which slices of time they lie, and how a
 * part of a store is read slice by slice.
 *
 * <p>Comes in: times of entries that are put, bounds of reads. Goes out: whether an entry is kept, ranges of stored
 * keys, cursors over them. Threads: the owner of the task observes time, any thread reads.
 */
@NullMarked
package dev.millrace.streams.internal.state.segments;

import org.jspecify.annotations.NullMarked;
