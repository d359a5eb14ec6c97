/**
 * What a store costs per record: the path from its face through its write buffer to RocksDB.
 *
 * <p>{@code HotKeysBenchmark} and {@code HotWindowsBenchmark} are the benchmarks, {@code OneTask} stands for the task
 * around the store: it logs nothing and counts nothing, so that only the store is measured. JMH's threads are in it.
 */
@NullMarked
package dev.millrace.benchmarks.store;

import org.jspecify.annotations.NullMarked;
