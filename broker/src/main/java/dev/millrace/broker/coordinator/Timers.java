package dev.millrace.broker.coordinator;

import java.util.function.Consumer;

/** Where a shard sets its clocks. */
public interface Timers {
    /**
     * Sets a clock.
     *
     * @param atMs when the event is due, on the clock of {@link Turn#nowMs()}
     * @param event what then happens, in a turn of its own
     */
    Timer at(long atMs, Consumer<Turn> event);
}
