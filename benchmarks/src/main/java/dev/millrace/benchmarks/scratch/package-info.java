/**
 * Directories for one benchmark: made when it begins, gone when it ends. Any thread may be in it.
 */
@NullMarked
package dev.millrace.benchmarks.scratch;

import org.jspecify.annotations.NullMarked;
