package dev.millrace.streams.internal.spi;

/** What the configuration says of stores that a program leaves open. This module knows no store itself. */
public interface StoreSuppliers {
    /** Whether tables are to be kept in stores with headers (KIP-1285), where their supplier has such. */
    boolean headed();

    /**
     * A new instance of the class for suppliers of stores, configured.
     *
     * @param type what it must be
     * @throws org.apache.kafka.common.KafkaException if it is something else or cannot be made
     */
    <T> T make(Class<T> type);
}
