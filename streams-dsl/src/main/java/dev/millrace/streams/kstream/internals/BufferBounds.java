package dev.millrace.streams.kstream.internals;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.kstream.Suppressed.EagerBufferConfig;
import dev.millrace.streams.kstream.Suppressed.StrictBufferConfig;

/** The bounds of a buffer, as the buffers of {@code Suppressed} say. Implementations are <i>immutable.</i> */
public sealed interface BufferBounds {
    /** Most keys held. */
    long maxRecords();

    /** Most bytes held, by estimate. */
    long maxBytes();

    /** Whether the oldest go on when it is full; if not, the task fails. */
    boolean eager();

    /** Configuration of the changelog topic; null for no changelog. */
    @Nullable
    Map<String, String> changelog();

    /** A buffer that lets go early. */
    static EagerBufferConfig eager(long maxRecords, long maxBytes) {
        return new Eager(maxRecords, maxBytes, Map.of());
    }

    /** A buffer without bounds. */
    static StrictBufferConfig unbounded() {
        return new Strict(Long.MAX_VALUE, Long.MAX_VALUE, Map.of());
    }

    /** Lets the oldest go. */
    record Eager(long maxRecords, long maxBytes, @Nullable Map<String, String> changelog)
            implements BufferBounds, EagerBufferConfig {
        @Override
        public boolean eager() {
            return true;
        }

        @Override
        public Eager withMaxRecords(long recordLimit) {
            return new Eager(recordLimit, maxBytes, changelog);
        }

        @Override
        public Eager withMaxBytes(long byteLimit) {
            return new Eager(maxRecords, byteLimit, changelog);
        }

        @Override
        public Strict withNoBound() {
            return new Strict(Long.MAX_VALUE, Long.MAX_VALUE, changelog);
        }

        @Override
        public Strict shutDownWhenFull() {
            return new Strict(maxRecords, maxBytes, changelog);
        }

        @Override
        public Eager emitEarlyWhenFull() {
            return this;
        }

        @Override
        public Eager withLoggingDisabled() {
            return new Eager(maxRecords, maxBytes, null);
        }

        @Override
        public Eager withLoggingEnabled(Map<String, String> config) {
            return new Eager(maxRecords, maxBytes, Map.copyOf(config));
        }
    }

    /** Lets nothing go early. */
    record Strict(long maxRecords, long maxBytes, @Nullable Map<String, String> changelog)
            implements BufferBounds, StrictBufferConfig {
        @Override
        public boolean eager() {
            return false;
        }

        @Override
        public Strict withMaxRecords(long recordLimit) {
            return new Strict(recordLimit, maxBytes, changelog);
        }

        @Override
        public Strict withMaxBytes(long byteLimit) {
            return new Strict(maxRecords, byteLimit, changelog);
        }

        @Override
        public Strict withNoBound() {
            return new Strict(Long.MAX_VALUE, Long.MAX_VALUE, changelog);
        }

        @Override
        public Strict shutDownWhenFull() {
            return this;
        }

        @Override
        public Eager emitEarlyWhenFull() {
            return new Eager(maxRecords, maxBytes, changelog);
        }

        @Override
        public Strict withLoggingDisabled() {
            return new Strict(maxRecords, maxBytes, null);
        }

        @Override
        public Strict withLoggingEnabled(Map<String, String> config) {
            return new Strict(maxRecords, maxBytes, Map.copyOf(config));
        }
    }
}
