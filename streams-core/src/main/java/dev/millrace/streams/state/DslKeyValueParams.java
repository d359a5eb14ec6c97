package dev.millrace.streams.state;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.DslStoreFormat;

/** What the DSL wants of a key-value store. <i>Immutable.</i> */
public class DslKeyValueParams {
    private final String name;
    private final DslStoreFormat dslStoreFormat;

    /**
     * A store of that name.
     *
     * @param isTimestamped whether values are stored with their time
     * @deprecated since 4.3: say the format
     */
    @Deprecated
    public DslKeyValueParams(String name, boolean isTimestamped) {
        this(name, isTimestamped ? DslStoreFormat.TIMESTAMPED : DslStoreFormat.PLAIN);
    }

    /** A store of that name and format. */
    public DslKeyValueParams(String name, DslStoreFormat dslStoreFormat) {
        this.name = Objects.requireNonNull(name, "name cannot be null");
        this.dslStoreFormat = Objects.requireNonNull(dslStoreFormat, "dslStoreFormat cannot be null");
    }

    /** Name of the store. */
    public String name() {
        return name;
    }

    /**
     * Whether values are stored with their time and no headers.
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
        return other instanceof DslKeyValueParams that
                && name.equals(that.name)
                && dslStoreFormat == that.dslStoreFormat;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, dslStoreFormat);
    }

    @Override
    public String toString() {
        return "DslKeyValueParams(name=" + name + ", dslStoreFormat=" + dslStoreFormat + ")";
    }
}
