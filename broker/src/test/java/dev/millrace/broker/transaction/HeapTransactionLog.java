package dev.millrace.broker.transaction;

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

/** A log in the heap whose disk can be slow or full, and which a loss of power can shorten. */
final class HeapTransactionLog implements ShardLog {
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

    void sync() {
        end(Errors.NONE);
    }

    /** Lets the sync fail that is waited for. */
    void fail() {
        end(Errors.COORDINATOR_NOT_AVAILABLE);
    }

    private void end(Errors outcome) {
        List<Consumer<Errors>> told = List.copyOf(waiting);
        waiting.clear();
        told.forEach(then -> then.accept(outcome));
    }

    /** Keeps the first records only. */
    void losePowerAfter(int count) {
        waiting.clear();
        records.subList(count, records.size()).clear();
    }
}
