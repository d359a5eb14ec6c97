package dev.millrace.streams.internal.spi;

/** Makes instances of the class that the configuration names for suppliers of stores: this module knows no store. */
public interface StoreSuppliers {
    /**
     * A new instance, configured.
     *
     * @param type what it must be
     * @throws org.apache.kafka.common.KafkaException if it is something else or cannot be made
     */
    <T> T make(Class<T> type);
}
