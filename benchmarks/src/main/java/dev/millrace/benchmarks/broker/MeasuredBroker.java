package dev.millrace.benchmarks.broker;

import java.io.IOException;

/**
 * A running broker whose cost can be read.
 *
 * <p>Confined to the thread that starts it.
 */
interface MeasuredBroker extends AutoCloseable {
    /** Returns what it is called in tables. */
    String name();

    /** Returns the address for clients. */
    String bootstrapServers();

    /** Returns the CPU time of its process so far, in milliseconds. */
    long cpuMillis();

    /** Returns the resident memory of its process in bytes, or -1 where the system does not tell. */
    long residentBytes() throws IOException;

    @Override
    void close();
}
