package dev.millrace.benchmarks.broker;

/**
 * What one load came to on one broker.
 *
 * <p>Immutable.
 *
 * @param produceRate records acknowledged per second
 * @param produceCpuMs CPU time of the broker while they were written, in milliseconds
 * @param consumeRate records read per second
 * @param consumeCpuMs CPU time of the broker while they were read, in milliseconds
 */
record LoadResult(double produceRate, double produceCpuMs, double consumeRate, double consumeCpuMs) {}
