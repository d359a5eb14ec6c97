package dev.millrace.streams.state;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.DslStoreFormat;
import dev.millrace.streams.kstream.EmitStrategy;

/** What the DSL wants of a window store. <i>Immutable.</i> */
public class DslWindowParams {
    private final String name;
    private final Duration retentionPeriod;
    private final Duration windowSize;
    private final boolean retainDuplicates;
    private final EmitStrategy emitStrategy;
    private final boolean slidingWindow;
    private final DslStoreFormat dslStoreFormat;

    /**
     * A store in the older way of saying its format.
     *
     * @param isTimestamped whether values are stored with their time
     * @deprecated since 4.3: say the format
     */
    @Deprecated
    public DslWindowParams(
            String name,
            Duration retentionPeriod,
            Duration windowSize,
            boolean retainDuplicates,
            EmitStrategy emitStrategy,
            boolean isSlidingWindow,
            boolean isTimestamped) {
        this(
                name,
                retentionPeriod,
                windowSize,
                retainDuplicates,
                emitStrategy,
                isSlidingWindow,
                isTimestamped ? DslStoreFormat.TIMESTAMPED : DslStoreFormat.PLAIN);
    }

    /**
     * A store as an operator needs it.
     *
     * @param retentionPeriod how long windows are kept after their start
     * @param windowSize length of the windows
     * @param retainDuplicates whether each put of the same key and start adds a value
     * @param emitStrategy when the operator hands results on
     * @param isSlidingWindow whether windows begin at any moment
     * @param dslStoreFormat what values are stored with
     */
    public DslWindowParams(
            String name,
            Duration retentionPeriod,
            Duration windowSize,
            boolean retainDuplicates,
            EmitStrategy emitStrategy,
            boolean isSlidingWindow,
            DslStoreFormat dslStoreFormat) {
        this.name = Objects.requireNonNull(name, "name cannot be null");
        this.retentionPeriod = retentionPeriod;
        this.windowSize = windowSize;
        this.retainDuplicates = retainDuplicates;
        this.emitStrategy = emitStrategy;
        this.slidingWindow = isSlidingWindow;
        this.dslStoreFormat = Objects.requireNonNull(dslStoreFormat, "dslStoreFormat cannot be null");
    }

    /** Name of the store. */
    public String name() {
        return name;
    }

    /** How long windows are kept after their start. */
    public Duration retentionPeriod() {
        return retentionPeriod;
    }

    /** Length of the windows. */
    public Duration windowSize() {
        return windowSize;
    }

    /** Whether values of the same key and start stand side by side, as joins need it. */
    public boolean retainDuplicates() {
        return retainDuplicates;
    }

    /** When the operator hands results on: once a window is closed, it reads all keys in the order of time. */
    public EmitStrategy emitStrategy() {
        return emitStrategy;
    }

    /** Whether windows begin at any moment, so that many of one key are read at once. */
    public boolean isSlidingWindow() {
        return slidingWindow;
    }

    /**
     * Whether values are stored with their time and nothing else.
     *
     * @deprecated since 4.3: ask {@link #dslStoreFormat()}
     */
    @Deprecated
    public boolean isTimestamped() {
        return dslStoreFormat == DslStoreFormat.TIMESTAMPED;
    }

    /** What values are stored with. */
    public DslStoreFormat dslStoreFormat() {
        return dslStoreFormat;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DslWindowParams that
                && name.equals(that.name)
                && Objects.equals(retentionPeriod, that.retentionPeriod)
                && Objects.equals(windowSize, that.windowSize)
                && retainDuplicates == that.retainDuplicates
                && Objects.equals(emitStrategy, that.emitStrategy)
                && slidingWindow == that.slidingWindow
                && dslStoreFormat == that.dslStoreFormat;
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                name, retentionPeriod, windowSize, retainDuplicates, emitStrategy, slidingWindow, dslStoreFormat);
    }

    @Override
    public String toString() {
        return "DslWindowParams(name=" + name + ", retentionPeriod=" + retentionPeriod + ", windowSize=" + windowSize
                + ", retainDuplicates=" + retainDuplicates + ", emitStrategy=" + emitStrategy + ", isSlidingWindow="
                + slidingWindow + ", dslStoreFormat=" + dslStoreFormat + ")";
    }
}
