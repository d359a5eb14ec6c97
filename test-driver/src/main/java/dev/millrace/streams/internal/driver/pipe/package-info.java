/**
 * Topics in memory, each with one partition. Comes in: what tests pipe and what tasks write. Goes out: what tasks and
 * tests read. Thread: the one that runs the test.
 */
@NullMarked
package dev.millrace.streams.internal.driver.pipe;

import org.jspecify.annotations.NullMarked;
