package dev.millrace.streams.internal.dsl.operator.foreignkey;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.change.Change;
import dev.millrace.streams.internal.dsl.change.DroppedRecords;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.processor.api.RecordMetadata;

/**
 * Makes subscriptions of the changes of the left table. <i>Confined to the owner of the task.</i>
 *
 * @param <K> type of the left table's keys
 * @param <V> type of the left table's values
 * @param <KO> type of the right table's keys
 */
final class SendSubscriptions<K, V, KO> implements Processor<K, Change<V>, Wire<KO>, Wire<Object>> {
    private final ForeignKeyJoin<K, V, KO, ?, ?> join;
    private final boolean versioned;
    private Codec<K, V, KO, ?> codec;
    private ProcessorContext<Wire<KO>, Wire<Object>> context;
    private DroppedRecords dropped;

    SendSubscriptions(ForeignKeyJoin<K, V, KO, ?, ?> join, boolean versioned) {
        this.join = join;
        this.versioned = versioned;
    }

    @Override
    public void init(ProcessorContext<Wire<KO>, Wire<Object>> context) {
        this.context = context;
        codec = join.open(context);
        dropped = new DroppedRecords(context);
    }

    @Override
    public void process(Record<K, Change<V>> record) {
        Change<V> change = record.value();
        if (versioned && !change.latest()) {
            dropped.add("it changes the past of a table with versions, which is not joined");
            return;
        }
        if (change.newValue() == null && change.oldValue() == null) {
            return;
        }
        KO before = foreignKey(record.key(), change.oldValue());
        KO after = foreignKey(record.key(), change.newValue());
        if (join.left()) {
            subscribeAlways(record, before, after);
            return;
        }
        if (after == null && change.newValue() != null) {
            dropped.add("its value gives no foreign key");
        }
        if (before != null || after != null) {
            subscribe(record, before, after);
        }
    }

    private @Nullable KO foreignKey(K key, @Nullable V value) {
        return value == null ? null : join.extractor().apply(key, value);
    }

    /** A left row has a result in any case, so there is an answer in any case, even without a foreign key. */
    private void subscribeAlways(Record<K, Change<V>> record, @Nullable KO before, @Nullable KO after) {
        if (before != null && !same(before, after)) {
            forward(record, before, Instruction.FORGET);
        }
        forward(record, after, Instruction.KEEP_AND_ANSWER);
    }

    private void subscribe(Record<K, Change<V>> record, @Nullable KO before, @Nullable KO after) {
        if (after == null) {
            forward(record, before, Instruction.FORGET_AND_ANSWER);
        } else if (before == null || same(before, after)) {
            forward(record, after, Instruction.KEEP_AND_ANSWER_IF_THERE);
        } else {
            forward(record, before, Instruction.FORGET);
            // The answer takes away what there was by the former foreign key.
            forward(record, after, Instruction.KEEP_AND_ANSWER);
        }
    }

    private boolean same(KO before, @Nullable KO after) {
        return after != null && Arrays.equals(codec.foreignKey(before), codec.foreignKey(after));
    }

    private void forward(Record<K, Change<V>> record, @Nullable KO foreignKey, Instruction instruction) {
        int partition = context.recordMetadata().map(RecordMetadata::partition).orElse(-1);
        byte[] hash = codec.hash(record.value().newValue());
        ForeignSubscriptionV1 subscription =
                new ForeignSubscriptionV1(hash, instruction, partition, codec.key(record.key()));
        context.forward(
                record.withKey(codec.subscriptionKey(foreignKey)).withValue(new Wire<>(null, subscription.write())));
    }
}
