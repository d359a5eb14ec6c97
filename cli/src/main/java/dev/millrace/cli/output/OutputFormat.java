package dev.millrace.cli.output;

import java.util.Locale;

/** For whom a command writes. */
public enum OutputFormat {
    /** People: columns. */
    TEXT,
    /** Programs: JSON. */
    JSON;

    /** Returns the name as it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
