/** Time that stands still until it is moved. Comes in: advances. Goes out: the time. Thread: any. */
@NullMarked
package dev.millrace.streams.internal.driver.clock;

import org.jspecify.annotations.NullMarked;
