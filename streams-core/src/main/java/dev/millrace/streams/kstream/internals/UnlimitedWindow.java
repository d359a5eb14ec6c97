package dev.millrace.streams.kstream.internals;

import dev.millrace.streams.kstream.Window;

/** A window that begins some time and never ends. <i>Immutable.</i> */
public class UnlimitedWindow extends Window {
    /**
     * Everything from {@code startMs} on.
     *
     * @throws IllegalArgumentException if {@code startMs} is negative
     */
    public UnlimitedWindow(long startMs) {
        super(startMs, Long.MAX_VALUE);
    }

    /** Always true, since none of them ends. */
    @Override
    public boolean overlap(Window other) {
        if (getClass() != other.getClass()) {
            throw new IllegalArgumentException("A window without end cannot be compared with a "
                    + other.getClass().getName());
        }
        return true;
    }
}
