package dev.millrace.streams;

import java.util.Locale;

/** What the values of a DSL store are stored with. */
public enum DslStoreFormat {
    /** Values alone. */
    PLAIN,
    /** Values with the time of the record that set them. */
    TIMESTAMPED,
    /** Values with that time and the headers of the record; sessions have headers only, their time is in their key. */
    HEADERS;

    /** The name of the constant. */
    public final String name = name();

    /**
     * The format of that name, in whatever case.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static DslStoreFormat of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
