package dev.millrace.streams.state;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.DslStoreFormat;
import dev.millrace.streams.kstream.EmitStrategy;

/** What the DSL wants of a session store. <i>Immutable.</i> */
public class DslSessionParams {
    private final String name;
    private final Duration retentionPeriod;
    private final EmitStrategy emitStrategy;
    private final DslStoreFormat storeFormat;

    /**
     * A store of plain values.
     *
     * @param retentionPeriod how long sessions are kept after their end
     * @param emitStrategy when the operator hands results on
     * @deprecated since 4.3: say the format
     */
    @Deprecated
    public DslSessionParams(String name, Duration retentionPeriod, EmitStrategy emitStrategy) {
        this(name, retentionPeriod, emitStrategy, DslStoreFormat.PLAIN);
    }

    /** The same in a format of choice; session stores know no values with their time alone and keep plain ones then. */
    public DslSessionParams(
            String name, Duration retentionPeriod, EmitStrategy emitStrategy, DslStoreFormat storeFormat) {
        this.name = Objects.requireNonNull(name, "name cannot be null");
        this.retentionPeriod = retentionPeriod;
        this.emitStrategy = emitStrategy;
        this.storeFormat = Objects.requireNonNull(storeFormat, "storeFormat cannot be null");
    }

    /** Name of the store. */
    public String name() {
        return name;
    }

    /** How long sessions are kept after their end. */
    public Duration retentionPeriod() {
        return retentionPeriod;
    }

    /** When the operator hands results on: once a session is closed, it reads all keys in the order of time. */
    public EmitStrategy emitStrategy() {
        return emitStrategy;
    }

    /** What values are stored with. */
    public DslStoreFormat storeFormat() {
        return storeFormat;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DslSessionParams that
                && name.equals(that.name)
                && Objects.equals(retentionPeriod, that.retentionPeriod)
                && Objects.equals(emitStrategy, that.emitStrategy)
                && storeFormat == that.storeFormat;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, retentionPeriod, emitStrategy, storeFormat);
    }

    @Override
    public String toString() {
        return "DslSessionParams(name=" + name + ", retentionPeriod=" + retentionPeriod + ", emitStrategy="
                + emitStrategy + ", storeFormat=" + storeFormat + ")";
    }
}
