/**
 * One task stepped record by record, with a commit after each, by the thread that runs the test. The task is the one
 * that stream threads run; only its clients and its clock are different.
 */
@NullMarked
package dev.millrace.streams.internal.driver.step;

import org.jspecify.annotations.NullMarked;
