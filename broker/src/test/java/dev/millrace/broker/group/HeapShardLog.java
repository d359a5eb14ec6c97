package dev.millrace.broker.group;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.coordinator.RecordsNotWritten;
import dev.millrace.broker.coordinator.Shard;
import dev.millrace.broker.coordinator.ShardLog;
import dev.millrace.broker.coordinator.ShardRecord;
import dev.millrace.broker.coordinator.TransactionWriter;

/** A log in the heap whose disk can be slow or full. */
final class HeapShardLog implements ShardLog {
    final List<ShardRecord> records = new ArrayList<>();
    private final List<Consumer<Errors>> waiting = new ArrayList<>();
    boolean slow;
    boolean full;

    @Override
    public void readAll(Shard to) {
        List.copyOf(records).forEach(to::replay);
    }

    @Override
    public long append(List<ShardRecord> added, @Nullable TransactionWriter transaction, long nowMs) {
        if (full) {
            throw new RecordsNotWritten(Errors.COORDINATOR_NOT_AVAILABLE, new IllegalStateException("full"));
        }
        records.addAll(added);
        return records.size();
    }

    @Override
    public void whenDurable(long endOffset, Consumer<Errors> then) {
        if (slow) {
            waiting.add(then);
        } else {
            then.accept(Errors.NONE);
        }
    }

    void sync(Errors outcome) {
        List<Consumer<Errors>> told = List.copyOf(waiting);
        waiting.clear();
        told.forEach(then -> then.accept(outcome));
    }
}
