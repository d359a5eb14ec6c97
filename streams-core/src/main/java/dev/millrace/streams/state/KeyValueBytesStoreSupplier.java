package dev.millrace.streams.state;

import org.apache.kafka.common.utils.Bytes;

/** Makes key-value stores of bytes, which the typed stores build on. */
public interface KeyValueBytesStoreSupplier extends StoreSupplier<KeyValueStore<Bytes, byte[]>> {}
