/**
 * The state stores of one task, from opening to closing.
 *
 * <p>Comes in: the store builders of a sub-topology, the directory of the task, where changes go. Goes out: open
 * stores for processors and queries, the changelog partitions to restore, local state committed with its changelog
 * offsets. Thread: the one that owns the task, which is the restorer while the stores are restored.
 */
@NullMarked
package dev.millrace.streams.internal.runtime.stores;

import org.jspecify.annotations.NullMarked;
