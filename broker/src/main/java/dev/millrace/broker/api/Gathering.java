package dev.millrace.broker.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * Waits for several outcomes and hands them over together, in the order of what was asked.
 *
 * <p>Confined to the event-loop thread.
 *
 * @param <T> one outcome
 */
final class Gathering<T> {
    private final List<T> outcomes;
    private final Consumer<List<T>> whenAll;
    private int missing;

    /**
     * Begins to wait.
     *
     * @param count how many outcomes there will be; with none the list is handed over at once
     */
    Gathering(int count, Consumer<List<T>> whenAll) {
        this.outcomes = new ArrayList<>(Collections.nCopies(count, null));
        this.whenAll = whenAll;
        this.missing = count;
        if (count == 0) {
            whenAll.accept(outcomes);
        }
    }

    /** Takes an outcome in; each place once. */
    void put(int place, T outcome) {
        outcomes.set(place, outcome);
        missing--;
        if (missing == 0) {
            whenAll.accept(outcomes);
        }
    }
}
