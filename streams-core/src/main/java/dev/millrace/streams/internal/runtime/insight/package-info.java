/**
 * What an instance tells of itself: its threads and tasks, how far its copies of stores are behind, the ids of its
 * clients.
 *
 * <p>Comes in: calls of the application's threads. Goes out: values that do not change. Thread: any.
 */
@NullMarked
package dev.millrace.streams.internal.runtime.insight;

import org.jspecify.annotations.NullMarked;
