package dev.millrace.streams.internal.dsl.operator.foreignkey;

import dev.millrace.streams.internal.dsl.change.TableReading;
import dev.millrace.streams.internal.dsl.change.TableView;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.ValueAndTimestamp;

/** Answers subscriptions with the row of the right table. <i>Confined to the owner of the task.</i> */
final class JoinSubscriptions<K, V, KO, VO> implements Processor<Object, Object, Wire<K>, Wire<Integer>> {
    private final ForeignKeyJoin<K, V, KO, VO, ?> join;
    private final TableReading<KO, VO> reading;
    private TableView<KO, VO> table;
    private Codec<K, V, KO, VO> codec;
    private ProcessorContext<Wire<K>, Wire<Integer>> context;

    JoinSubscriptions(ForeignKeyJoin<K, V, KO, VO, ?> join, TableReading<KO, VO> reading) {
        this.join = join;
        this.reading = reading;
    }

    @Override
    public void init(ProcessorContext<Wire<K>, Wire<Integer>> context) {
        this.context = context;
        codec = join.open(context);
        table = reading.open(context);
    }

    @Override
    @SuppressWarnings("unchecked")
    public void process(Record<Object, Object> record) {
        ForeignSubscriptionV1 subscription = (ForeignSubscriptionV1) record.value();
        Instruction instruction = subscription.instruction();
        if (instruction == Instruction.FORGET) {
            return;
        }
        ValueAndTimestamp<VO> row = record.key() == null ? null : table.get((KO) record.key());
        if (row == null && instruction == Instruction.KEEP_AND_ANSWER_IF_THERE) {
            return;
        }
        VO value = instruction.forgets() ? null : ValueAndTimestamp.getValueOrNull(row);
        long timestamp = row == null ? record.timestamp() : Math.max(record.timestamp(), row.timestamp());
        context.forward(record.withKey(codec.responseKey(codec.readKey(subscription.key())))
                .withValue(codec.response(subscription, value))
                .withTimestamp(timestamp));
    }

    @Override
    public void close() {
        table.close();
    }
}
