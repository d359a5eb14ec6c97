package dev.millrace.streams.internal.dsl.plan;

import java.util.Map;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.state.DslStoreSuppliers;
import dev.millrace.streams.state.WindowBytesStoreSupplier;

/**
 * Keeps the records of one side of a join of streams for as long as they may find partners.
 *
 * @param keeping makes the store of bytes, or says which one
 * @param keySerde null for the configured default
 * @param valueSerde null for the configured default
 */
public record PlannedJoinWindow(
        String name,
        Keeping keeping,
        @Nullable Serde<?> keySerde,
        @Nullable Serde<?> valueSerde,
        boolean logging,
        Map<String, String> topicConfig)
        implements PlannedStore {
    /**
     * Where and how long.
     *
     * @param supplier a store of the program's own; null to have one made
     * @param kind makes stores by kind; null for the configured choice
     * @param windowMs length of the window
     * @param retentionMs length of the window and its grace period
     */
    public record Keeping(
            @Nullable WindowBytesStoreSupplier supplier,
            @Nullable DslStoreSuppliers kind,
            long windowMs,
            long retentionMs) {}
}
