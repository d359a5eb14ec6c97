/** A context for tests of one transformer, without a topology around it. */
@NullMarked
package dev.millrace.streams.processor;

import org.jspecify.annotations.NullMarked;
