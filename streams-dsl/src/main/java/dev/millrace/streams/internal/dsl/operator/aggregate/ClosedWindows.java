package dev.millrace.streams.internal.dsl.operator.aggregate;

import dev.millrace.streams.StreamsConfig.InternalConfig;
import dev.millrace.streams.internal.spi.CommittedNumbers;
import dev.millrace.streams.processor.api.ProcessorContext;

/**
 * Decides when an operator that hands results on at the close of windows looks for windows that have closed: not more
 * often than once a second by the clock, since each look reads the store, and only if stream time went on.
 *
 * <p>How far it came is committed with the offsets of the input, so that no window is handed on again after a restart
 * (KIP-825). <i>Confined to the owner of the task.</i>
 */
final class ClosedWindows {
    /** No window was closed yet. */
    static final long NONE = -1;

    private static final long DEFAULT_INTERVAL_MS = 1000;

    private final ProcessorContext<?, ?> context;
    private final String storeName;
    private final CommittedNumbers committed;
    private final long intervalMs;
    private long nextLookMs;
    private long handedOnMs;

    /** Goes on where the windows in the store called {@code storeName} were left. */
    ClosedWindows(ProcessorContext<?, ?> context, String storeName) {
        this.context = context;
        this.storeName = storeName;
        committed = (CommittedNumbers) context;
        Long before = committed.committedNumber(storeName);
        handedOnMs = before == null ? NONE : before;
        intervalMs = InternalConfig.getLong(
                context.appConfigs(),
                InternalConfig.EMIT_INTERVAL_MS_KSTREAMS_WINDOWED_AGGREGATION,
                DEFAULT_INTERVAL_MS);
    }

    /** Whether to look for windows that closed before {@code closeTimeMs}. */
    boolean due(long closeTimeMs) {
        long nowMs = context.currentSystemTimeMs();
        if (nowMs < nextLookMs) {
            return false;
        }
        nextLookMs = nowMs + intervalMs;
        return handedOnMs == NONE || handedOnMs < closeTimeMs;
    }

    /** Close time up to which windows were handed on; {@link #NONE} if none were. */
    long handedOnMs() {
        return handedOnMs;
    }

    /** Windows that closed before {@code closeTimeMs} were handed on. */
    void handedOn(long closeTimeMs) {
        handedOnMs = closeTimeMs;
        committed.commitNumber(storeName, closeTimeMs);
    }
}
