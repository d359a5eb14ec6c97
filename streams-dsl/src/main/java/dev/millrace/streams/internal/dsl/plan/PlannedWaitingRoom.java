package dev.millrace.streams.internal.dsl.plan;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.state.DslStoreSuppliers;

/**
 * Keeps what has found no partner in a join of streams, until its window closes.
 *
 * @param kind makes stores by kind; null for the configured choice
 * @param inHeap whether the windows of both sides are in the heap, so that this goes there, too
 */
public record PlannedWaitingRoom(
        String name, @Nullable DslStoreSuppliers kind, boolean inHeap, boolean logging, Map<String, String> topicConfig)
        implements PlannedStore {}
