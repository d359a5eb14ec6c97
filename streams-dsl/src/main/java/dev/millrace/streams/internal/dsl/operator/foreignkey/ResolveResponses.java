package dev.millrace.streams.internal.dsl.operator.foreignkey;

import java.util.Arrays;

import dev.millrace.streams.internal.dsl.change.DroppedRecords;
import dev.millrace.streams.internal.dsl.change.TableReading;
import dev.millrace.streams.internal.dsl.change.TableView;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.ValueAndTimestamp;

/**
 * Joins responses with the left row, if it is still the one that subscribed. <i>Confined to the owner of the task.</i>
 */
final class ResolveResponses<K, V, VO, VR> implements Processor<byte[], byte[], K, VR> {
    private final ForeignKeyJoin<K, V, ?, VO, VR> join;
    private final TableReading<K, V> reading;
    private TableView<K, V> table;
    private Codec<K, V, ?, VO> codec;
    private ProcessorContext<K, VR> context;
    private DroppedRecords dropped;

    ResolveResponses(ForeignKeyJoin<K, V, ?, VO, VR> join, TableReading<K, V> reading) {
        this.join = join;
        this.reading = reading;
    }

    @Override
    public void init(ProcessorContext<K, VR> context) {
        this.context = context;
        codec = join.open(context);
        table = reading.open(context);
        dropped = new DroppedRecords(context);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        ResponseV0 response = ResponseV0.read(record.value());
        K key = codec.readResponseKey(record.key());
        V row = ValueAndTimestamp.getValueOrNull(table.get(key));
        if (!Arrays.equals(response.hash(), codec.hash(row))) {
            dropped.addExpected("it answers for a value that its row no longer has");
            return;
        }
        VO foreignValue = codec.readForeignValue(response.value());
        boolean gone = foreignValue == null && (!join.left() || row == null);
        context.forward(
                record.withKey(key).withValue(gone ? null : join.joiner().apply(row, foreignValue)));
    }

    @Override
    public void close() {
        table.close();
    }
}
