package dev.millrace.streams;

import java.util.Locale;

/** What the values of a DSL store are stored with. */
public enum DslStoreFormat {
    /** Values alone. */
    PLAIN,
    /** Values with the time of the record that set them. */
    TIMESTAMPED;

    /** Its name in configurations. */
    public final String name = name().toLowerCase(Locale.ROOT);
}
