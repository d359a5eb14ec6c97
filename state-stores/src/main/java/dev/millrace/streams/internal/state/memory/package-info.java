/**
 * Stores in the heap: a sorted map, and a map of bounded size that forgets what was not used longest.
 *
 * <p>Comes in: puts of the task's owner, reads of any thread. Goes out: entries, and the keys that were forgotten.
 */
@NullMarked
package dev.millrace.streams.internal.state.memory;

import org.jspecify.annotations.NullMarked;
