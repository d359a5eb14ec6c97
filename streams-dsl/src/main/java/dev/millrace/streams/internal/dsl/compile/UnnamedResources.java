package dev.millrace.streams.internal.dsl.compile;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.errors.TopologyException;
import dev.millrace.streams.internal.dsl.option.TableOptions;
import dev.millrace.streams.internal.dsl.plan.Plan;
import dev.millrace.streams.internal.dsl.plan.PlanNode;
import dev.millrace.streams.internal.dsl.plan.PlannedGlobalTable;
import dev.millrace.streams.internal.dsl.plan.PlannedGraceRoom;
import dev.millrace.streams.internal.dsl.plan.PlannedRepartition;
import dev.millrace.streams.internal.dsl.plan.PlannedStep;
import dev.millrace.streams.internal.dsl.plan.PlannedStore;
import dev.millrace.streams.internal.dsl.plan.PlannedSubscriptions;
import dev.millrace.streams.internal.dsl.plan.PlannedTableStep;
import dev.millrace.streams.internal.topology.TopologyDefinition;
import dev.millrace.streams.state.StoreBuilder;

/**
 * Stores and internal topics whose names were generated: a change of the program would rename them, and their contents
 * would be lost (KIP-1111). As in Kafka Streams, tables count that would be kept if something asked for it, and
 * subscriptions of foreign-key joins and topics of grouped tables do not.
 */
final class UnnamedResources {
    private static final String OF_TABLES = "KTABLE-";
    private static final String HELD_BACK = "KTABLE-SUPPRESS-";

    private final Plan plan;
    private final Set<String> changelogs = new LinkedHashSet<>();
    private final Set<String> stores = new LinkedHashSet<>();
    private final Set<String> repartitions = new LinkedHashSet<>();

    private UnnamedResources(Plan plan) {
        this.plan = plan;
    }

    /**
     * @param definition what {@code plan} was compiled to
     * @throws TopologyException naming all stores and topics whose names the program did not give
     */
    static void refuse(Plan plan, TopologyDefinition definition) {
        UnnamedResources unnamed = new UnnamedResources(plan);
        plan.nodes().forEach(unnamed::addNode);
        definition.stores().values().forEach(unnamed::addHeldBack);
        String said = line("changelog topic(s)", unnamed.changelogs)
                + line("state store(s)", unnamed.stores)
                + line("repartition topic(s)", unnamed.repartitions);
        if (!said.isEmpty()) {
            throw new TopologyException(said);
        }
    }

    private void addNode(PlanNode node) {
        if (node instanceof PlannedTableStep table) {
            TableOptions<?, ?> options = optionsOf(table);
            if (options != null) {
                addStore(options.name(), options.logging());
            }
        } else if (node instanceof PlannedStep step) {
            for (PlannedStore store : step.ownStores()) {
                if (!(store instanceof PlannedSubscriptions)) {
                    addStore(store.name(), store.logging());
                }
            }
        } else if (node instanceof PlannedGlobalTable global) {
            addStore(global.store().name(), false);
        } else if (node instanceof PlannedRepartition repartition) {
            String topic = repartition.names().topic();
            if (!topic.startsWith(OF_TABLES) && generated(topic, "-repartition")) {
                repartitions.add(topic);
            }
        }
    }

    private static @Nullable TableOptions<?, ?> optionsOf(PlannedTableStep table) {
        if (table.store() != null) {
            return table.store();
        }
        PlannedTableStep.Reserve reserve = table.onDemand().reserve();
        return reserve == null ? null : reserve.store();
    }

    private void addStore(String name, boolean logging) {
        if (generated(name, "-store") || generated(name, PlannedGraceRoom.SUFFIX)) {
            stores.add(name);
            if (logging) {
                changelogs.add(name + "-changelog");
            }
        }
    }

    /** Their stores come with the processors: only the changelog counts. */
    private void addHeldBack(StoreBuilder<?> store) {
        if (store.name().startsWith(HELD_BACK) && generated(store.name(), "") && store.loggingEnabled()) {
            changelogs.add(store.name() + "-changelog");
        }
    }

    private boolean generated(String name, String suffix) {
        return plan.names()
                .isGenerated(name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name);
    }

    private static String line(String what, Collection<String> names) {
        return names.isEmpty() ? "" : "Following " + what + " has not been named: " + String.join(", ", names) + "\n";
    }
}
