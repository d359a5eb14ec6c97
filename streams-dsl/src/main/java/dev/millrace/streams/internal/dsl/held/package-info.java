/**
 * Records that wait inside an operator, as they are written to its store or changelog.
 *
 * <p>Comes in: a value and the record that it came with. Goes out: bytes, and the same back. No state. Thread: any.
 */
@NullMarked
package dev.millrace.streams.internal.dsl.held;

import org.jspecify.annotations.NullMarked;
