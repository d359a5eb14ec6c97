package dev.millrace.streams.internal.dsl.operator.foreignkey;

import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.internal.dsl.change.DroppedRecords;
import dev.millrace.streams.internal.dsl.change.OperatorStore;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.TimestampedKeyValueStoreWithHeaders;
import dev.millrace.streams.state.ValueTimestampHeaders;

/** Stores subscriptions, or forgets them, and passes them on decoded. <i>Confined to the owner of the task.</i> */
final class ReceiveSubscriptions<K, V, KO, VO> implements Processor<byte[], byte[], Object, Object> {
    private final ForeignKeyJoin<K, V, KO, VO, ?> join;
    private TimestampedKeyValueStoreWithHeaders<Bytes, byte[]> store;
    private Codec<K, V, KO, VO> codec;
    private ProcessorContext<Object, Object> context;
    private DroppedRecords dropped;

    ReceiveSubscriptions(ForeignKeyJoin<K, V, KO, VO, ?> join) {
        this.join = join;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        this.context = context;
        codec = join.open(context);
        store = OperatorStore.asItIs(context, join.names().store());
        dropped = new DroppedRecords(context);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        ForeignSubscriptionV1 subscription = ForeignSubscriptionV1.read(record.value());
        if (record.key() == null) {
            if (subscription.instruction() == Instruction.KEEP_AND_ANSWER) {
                context.forward(record.<Object>withKey(null).withValue(subscription));
            } else {
                dropped.add("it is a subscription without foreign key");
            }
            return;
        }
        KO foreignKey = codec.readSubscriptionKey(record.key());
        Bytes key = SubscriptionKeyV1.write(codec.foreignKey(foreignKey), subscription.key());
        store.put(
                key,
                subscription.instruction().forgets()
                        ? null
                        : ValueTimestampHeaders.make(record.value(), record.timestamp(), record.headers()));
        context.forward(record.<Object>withKey(foreignKey).withValue(subscription));
    }
}
