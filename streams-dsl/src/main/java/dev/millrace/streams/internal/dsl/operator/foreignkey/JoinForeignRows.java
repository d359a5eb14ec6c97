package dev.millrace.streams.internal.dsl.operator.foreignkey;

import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.internal.dsl.change.Change;
import dev.millrace.streams.internal.dsl.change.DroppedRecords;
import dev.millrace.streams.internal.dsl.change.OperatorStore;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.TimestampedKeyValueStoreWithHeaders;
import dev.millrace.streams.state.ValueTimestampHeaders;

/** Answers all subscriptions of a row of the right table when it changes. <i>Confined to the owner of the task.</i> */
final class JoinForeignRows<K, V, KO, VO> implements Processor<KO, Change<VO>, Wire<K>, Wire<Integer>> {
    private static final BytesSerializer PREFIX = new BytesSerializer();

    private final ForeignKeyJoin<K, V, KO, VO, ?> join;
    private final boolean versioned;
    private TimestampedKeyValueStoreWithHeaders<Bytes, byte[]> store;
    private Codec<K, V, KO, VO> codec;
    private ProcessorContext<Wire<K>, Wire<Integer>> context;
    private DroppedRecords dropped;

    JoinForeignRows(ForeignKeyJoin<K, V, KO, VO, ?> join, boolean versioned) {
        this.join = join;
        this.versioned = versioned;
    }

    @Override
    public void init(ProcessorContext<Wire<K>, Wire<Integer>> context) {
        this.context = context;
        codec = join.open(context);
        store = OperatorStore.asItIs(context, join.names().store());
        dropped = new DroppedRecords(context);
    }

    @Override
    public void process(Record<KO, Change<VO>> record) {
        if (record.key() == null) {
            dropped.add("it has no key to find subscriptions by");
            return;
        }
        if (versioned && !record.value().latest()) {
            dropped.add("it changes the past of a table with versions, which subscriptions do not ask for");
            return;
        }
        Bytes prefix = SubscriptionKeyV1.prefix(codec.foreignKey(record.key()));
        try (KeyValueIterator<Bytes, ValueTimestampHeaders<byte[]>> subscriptions = store.prefixScan(prefix, PREFIX)) {
            while (subscriptions.hasNext()) {
                ForeignSubscriptionV1 subscription =
                        ForeignSubscriptionV1.read(subscriptions.next().value.value());
                context.forward(record.withKey(codec.responseKey(codec.readKey(subscription.key())))
                        .withValue(codec.response(subscription, record.value().newValue())));
            }
        }
    }
}
