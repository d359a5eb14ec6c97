/** A context for tests of one processor, without a topology around it. */
@NullMarked
package dev.millrace.streams.processor.api;

import org.jspecify.annotations.NullMarked;
