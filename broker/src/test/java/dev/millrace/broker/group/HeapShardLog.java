package dev.millrace.broker.group;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.coordinator.RecordsNotWritten;
import dev.millrace.broker.coordinator.ShardLog;
import dev.millrace.broker.coordinator.ShardRecord;

/** A log in the heap whose disk can be slow or full. */
final class HeapShardLog implements ShardLog {
    final List<ShardRecord> records = new ArrayList<>();
    private final List<Consumer<Errors>> waiting = new ArrayList<>();
    boolean slow;
    boolean full;

    @Override
    public void readAll(Consumer<ShardRecord> to) {
        List.copyOf(records).forEach(to);
    }

    @Override
    public long append(List<ShardRecord> added, long nowMs) {
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
