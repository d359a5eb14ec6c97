package dev.millrace.streams.internal.dsl.plan;

import java.util.HashMap;
import java.util.Map;

import dev.millrace.streams.internal.dsl.change.TableReading;
import dev.millrace.streams.internal.dsl.plan.PlannedTableStep.OnDemand;

/**
 * The tables of a program while it is written, and what they are asked for by those below: old values, a store, their
 * rows. Each answer counts from when it is given, as in Kafka Streams: a table that was not kept when it was asked does
 * not begin to send old values because it is kept for something else later. <i>Confined to the thread that writes the
 * program.</i>
 */
public final class PlannedTables {
    private final Map<String, PlannedTableStep> steps = new HashMap<>();

    PlannedTables() {}

    void add(PlannedTableStep step) {
        steps.putIfAbsent(step.name(), step);
        if (step.onDemand().wantsOldValues() && parentsSend(step, false)) {
            replace(steps.get(step.name()).sendingOldValues());
        }
    }

    /** The step as it is now. */
    PlannedTableStep latest(PlannedTableStep step) {
        return steps.get(step.name());
    }

    private void replace(PlannedTableStep step) {
        steps.put(step.name(), step);
    }

    /**
     * Asks for old values.
     *
     * @param name name of the table
     * @param force whether to keep a table for that if need be
     * @return whether changes will carry them
     */
    public boolean sendOldValues(String name, boolean force) {
        PlannedTableStep step = steps.get(name);
        if (step == null || step.sendsOldValues()) {
            return step != null;
        }
        boolean can = step.store() != null && !step.onDemand().forces();
        if (!can && step.onDemand().reserve() != null) {
            can = force;
            if (force) {
                keep(step);
            }
        } else if (!can) {
            can = parentsSend(step, force);
        }
        if (can) {
            replace(steps.get(name).sendingOldValues());
        }
        return can;
    }

    private boolean parentsSend(PlannedTableStep step, boolean force) {
        boolean all = true;
        for (String parent : step.parents()) {
            all &= sendOldValues(parent, force || step.onDemand().forces());
        }
        return all;
    }

    private void keep(PlannedTableStep step) {
        replace(step.kept());
    }

    /** How the rows of a table can be looked up; the table is kept from now on if there is no other way. */
    @SuppressWarnings("unchecked")
    public <K, V> TableReading<K, V> reading(String name) {
        PlannedTableStep step = steps.get(name);
        OnDemand onDemand = step.onDemand();
        if (step.store() == null && onDemand.reserve() != null) {
            keep(step);
        } else if (step.store() == null && onDemand.derived() != null) {
            return (TableReading<K, V>) onDemand.derived().get();
        }
        PlannedTableStep latest = steps.get(name);
        // A table that several steps add up into has no store of its own, but theirs.
        return latest.store() == null
                ? reading(latest.parents().get(0))
                : TableReading.ofStore(latest.store().name());
    }
}
