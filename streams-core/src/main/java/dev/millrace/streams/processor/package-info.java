/**
 * What processors, stores and the runtime agree on: task ids, time stamps, partitioners, state stores and how they are
 * restored. The processor API itself is in {@code processor.api}.
 */
@NullMarked
package dev.millrace.streams.processor;

import org.jspecify.annotations.NullMarked;
