package dev.millrace.streams.internal.dsl.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The tables of a program while it is written, and what those below ask of them. <i>Confined to the thread that writes
 * the program.</i>
 */
public final class PlannedTables {
    private final Map<String, PlannedTableStep> steps = new HashMap<>();
    private final Set<String> asked = new HashSet<>();

    PlannedTables() {}

    void add(PlannedTableStep step) {
        steps.putIfAbsent(step.name(), step);
    }

    /** The step as it is now. */
    PlannedTableStep latest(PlannedTableStep step) {
        return steps.get(step.name());
    }

    /** Names of the tables that were asked for old values. */
    Set<String> asked() {
        return Set.copyOf(asked);
    }

    /**
     * Asks for old values.
     *
     * @param name name of the table
     * @param force whether to keep a table for that if need be
     */
    public void sendOldValues(String name, boolean force) {
        PlannedTableStep step = steps.get(name);
        if (step == null || !asked.add(name)) {
            return;
        }
        if (step.store() == null && step.reserve() != null && force) {
            steps.put(name, step.kept());
        } else if (step.store() == null || step.wantsOldValues()) {
            step.parents().forEach(parent -> sendOldValues(parent, force));
        }
    }
}
