/**
 * What stands behind a context that a test hands to one processor, without a task around it.
 *
 * <p>Comes in: what the test says of the record, the time and the settings. Goes out: that to the processor and its
 * stores, and what they did to the test.
 */
@NullMarked
package dev.millrace.streams.internal.driver.mock;

import org.jspecify.annotations.NullMarked;
