package dev.millrace.streams;

import java.util.Locale;

/** How instances agree on who does what. */
public enum GroupProtocol {
    /** The instances decide, through a protocol of consumer groups. */
    CLASSIC("CLASSIC"),
    /** The broker decides (KIP-1071). */
    STREAMS("STREAMS");

    static final String CLASSIC_NAME = "classic";

    /** The name of the constant. */
    public final String name;

    GroupProtocol(String name) {
        this.name = name;
    }

    /**
     * The protocol of that name, in whatever case.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static GroupProtocol of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
