/**
 * What a store costs per record: the path from its face through its write buffer to RocksDB.
 *
 * <p>{@code StoreBenchmark} runs the works of the room {@code work}. {@code StoreTask} stands for the task around a
 * store, one for each library: it logs nothing and counts nothing, so that only the store is measured. JMH's threads
 * are in it.
 */
@NullMarked
package dev.millrace.benchmarks.store;

import org.jspecify.annotations.NullMarked;
