package dev.millrace.streams.internal.dsl.operator.stateless;

import dev.millrace.streams.internal.dsl.change.LeavesKeys;
import dev.millrace.streams.kstream.Predicate;
import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.Record;

/** Lets records through for which a condition holds, or does not. <i>Confined to the owner of the task.</i> */
public final class FilterRecords<K, V> extends ContextualProcessor<K, V, K, V> implements LeavesKeys {
    private final Predicate<? super K, ? super V> predicate;
    private final boolean wanted;

    /** Lets through where {@code predicate} says {@code wanted}. */
    public FilterRecords(Predicate<? super K, ? super V> predicate, boolean wanted) {
        this.predicate = predicate;
        this.wanted = wanted;
    }

    @Override
    public void process(Record<K, V> record) {
        if (predicate.test(record.key(), record.value()) == wanted) {
            context().forward(record);
        }
    }
}
