/**
 * What a store and the runtime ask of each other beyond the public API. Stores and DSL operators reach their task only
 * through this room.
 *
 * <p>Comes in: calls from stores during {@code process}, and from the runtime at commit. Goes out: changelog entries,
 * dirty entries on their way downstream. Thread: the one that owns the task, unless a type says otherwise.
 */
@NullMarked
package dev.millrace.streams.internal.spi;

import org.jspecify.annotations.NullMarked;
