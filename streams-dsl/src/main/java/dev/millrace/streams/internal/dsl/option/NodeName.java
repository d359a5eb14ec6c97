package dev.millrace.streams.internal.dsl.option;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.kstream.Named;

/** Reads the name out of a {@link Named}. */
public final class NodeName {
    private static final class Reading extends Named {
        private Reading(Named named) {
            super(named);
        }

        private @Nullable String given() {
            return name;
        }
    }

    private NodeName() {}

    /** The name; null if there is none. */
    public static @Nullable String of(Named named) {
        return new Reading(named).given();
    }

    /** {@code name} once it is checked as {@link Named#as} does; null stays null. */
    public static @Nullable String checked(@Nullable String name) {
        return name == null ? null : of(Named.as(name));
    }
}
