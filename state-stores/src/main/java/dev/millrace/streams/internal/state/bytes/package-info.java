/**
 * What every store is made of in the end: an ordered map from bytes to bytes.
 *
 * <p>Comes in: serialised keys and values. Goes out: the same, in the order of unsigned bytes. Threads: the owner of
 * the task writes, any thread reads.
 */
@NullMarked
package dev.millrace.streams.internal.state.bytes;

import org.jspecify.annotations.NullMarked;
