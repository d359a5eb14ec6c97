package dev.millrace.streams.internal.dsl.fluent;

import dev.millrace.streams.kstream.Named;

/** Stands for a name in the longest form of a call when the program gave none. <i>Immutable.</i> */
final class Unnamed extends Named {
    static final Named NODE = new Unnamed();

    private Unnamed() {
        super((String) null);
    }
}
