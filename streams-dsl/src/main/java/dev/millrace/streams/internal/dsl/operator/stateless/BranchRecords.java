package dev.millrace.streams.internal.dsl.operator.stateless;

import java.util.List;

import dev.millrace.streams.kstream.Predicate;
import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.Record;

/**
 * Sends each record to the first child whose condition holds. One child more than conditions takes the rest.
 * <i>Confined to the owner of the task.</i>
 */
public final class BranchRecords<K, V> extends ContextualProcessor<K, V, K, V> {
    private final List<Predicate<? super K, ? super V>> predicates;
    private final List<String> children;

    /** Sends to {@code children}, in the order of {@code predicates}. */
    public BranchRecords(List<Predicate<? super K, ? super V>> predicates, List<String> children) {
        this.predicates = List.copyOf(predicates);
        this.children = List.copyOf(children);
    }

    @Override
    public void process(Record<K, V> record) {
        int branch = 0;
        while (branch < predicates.size() && !predicates.get(branch).test(record.key(), record.value())) {
            branch++;
        }
        if (branch < children.size()) {
            context().forward(record, children.get(branch));
        }
    }
}
