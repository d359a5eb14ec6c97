package dev.millrace.streams.kstream;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.kstream.internals.BufferBounds;
import dev.millrace.streams.kstream.internals.SuppressionTerms;

/**
 * What {@link KTable#suppress} holds back: changes of a key gather in a buffer, and only the latest goes on (KIP-328).
 * The buffer is in the heap of each task and has a changelog topic. Time goes on with the records that the operator
 * sees, so nothing is let go while none come. Implementations are <i>immutable.</i>
 *
 * @param <K> type of keys; {@link Windowed} to wait for windows to close
 */
public interface Suppressed<K> extends NamedOperation<Suppressed<K>> {
    /**
     * How much a buffer may hold, and what happens when that is not enough.
     *
     * @param <BC> the kind of buffer
     */
    interface BufferConfig<BC extends BufferConfig<BC>> {
        /** Holds that many keys; when there are more, the oldest go on early. */
        static EagerBufferConfig maxRecords(long recordLimit) {
            return BufferBounds.eager(recordLimit, Long.MAX_VALUE);
        }

        /** Holds that many bytes by estimate; when there are more, the oldest keys go on early. */
        static EagerBufferConfig maxBytes(long byteLimit) {
            return BufferBounds.eager(Long.MAX_VALUE, byteLimit);
        }

        /** Holds whatever comes. */
        static StrictBufferConfig unbounded() {
            return BufferBounds.unbounded();
        }

        /** The same with another number of keys. */
        BC withMaxRecords(long recordLimit);

        /** The same with another number of bytes. */
        BC withMaxBytes(long byteLimit);

        /** The same without bounds. */
        StrictBufferConfig withNoBound();

        /** The same, failing the task when it is full, so that nothing goes on early. */
        StrictBufferConfig shutDownWhenFull();

        /** The same, letting the oldest keys go when it is full. */
        EagerBufferConfig emitEarlyWhenFull();

        /** The same without a changelog: what is held back when a task moves is lost. */
        BC withLoggingDisabled();

        /** The same with a changelog of this configuration, over what is set for all internal topics. */
        BC withLoggingEnabled(Map<String, String> config);
    }

    /** A buffer that lets go early when it is full. */
    interface EagerBufferConfig extends BufferConfig<EagerBufferConfig> {}

    /** A buffer that lets nothing go early. */
    interface StrictBufferConfig extends BufferConfig<StrictBufferConfig> {}

    /**
     * One result for each window, once it has closed: its end and the grace period have passed. A window that is empty
     * by then gives none.
     *
     * @param bufferConfig what may be held; it must not let go early
     */
    static Suppressed<Windowed<?>> untilWindowCloses(StrictBufferConfig bufferConfig) {
        return new SuppressionTerms<>(null, null, (BufferBounds) bufferConfig);
    }

    /**
     * The latest change of each key, after no change went on for some time.
     *
     * @param timeToWaitForMoreEvents counted from the first change held back; null for ever
     * @param bufferConfig what may be held
     * @throws IllegalArgumentException if the time is too long to be counted in milliseconds
     */
    static <K> Suppressed<K> untilTimeLimit(@Nullable Duration timeToWaitForMoreEvents, BufferConfig<?> bufferConfig) {
        Duration wait = timeToWaitForMoreEvents == null ? Duration.ofMillis(Long.MAX_VALUE) : timeToWaitForMoreEvents;
        return new SuppressionTerms<>(null, wait, (BufferBounds) bufferConfig);
    }

    /** The same with a name for the step; its store is called so with {@code -store} behind it. */
    @Override
    Suppressed<K> withName(String name);
}
