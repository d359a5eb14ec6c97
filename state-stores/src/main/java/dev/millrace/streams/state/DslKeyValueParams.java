package dev.millrace.streams.state;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.DslStoreFormat;

/** What the DSL wants of a key-value store. <i>Immutable.</i> */
public class DslKeyValueParams {
    private final String name;
    private final DslStoreFormat dslStoreFormat;

    /** A store of that name and format. */
    public DslKeyValueParams(String name, DslStoreFormat dslStoreFormat) {
        this.name = Objects.requireNonNull(name, "name cannot be null");
        this.dslStoreFormat = Objects.requireNonNull(dslStoreFormat, "dslStoreFormat cannot be null");
    }

    /** Name of the store. */
    public String name() {
        return name;
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
