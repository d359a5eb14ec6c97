package dev.millrace.broker.coordinator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * One event of a shard: what time it is, which records it writes, and who is told what once they are safe.
 *
 * <p>Confined to the event-loop thread.
 */
public final class Turn {
    private final long nowMs;
    private List<ShardRecord> records = List.of();
    private List<Delivery<?>> deliveries = List.of();
    private @Nullable TransactionWriter transaction;
    private @Nullable Consumer<Errors> early;

    /**
     * Begins a turn.
     *
     * @param nowMs the time of the event in milliseconds since 1970
     */
    public Turn(long nowMs) {
        this.nowMs = nowMs;
    }

    /** Returns the time of the event in milliseconds since 1970. */
    public long nowMs() {
        return nowMs;
    }

    /** Adds a record; the shard sees it through {@link Shard#replay} when the event is over. */
    public void write(ShardRecord record) {
        if (records.isEmpty()) {
            records = new ArrayList<>(2);
        }
        records.add(record);
    }

    /**
     * Leaves a reply, to be delivered when all records of this turn are durable.
     *
     * @param to who waits for it
     * @param value what is said when all went well
     * @param refusal what is said when the records could not be written
     */
    public <T> void reply(Consumer<T> to, T value, Function<Errors, T> refusal) {
        if (deliveries.isEmpty()) {
            deliveries = new ArrayList<>(2);
        }
        deliveries.add(new Delivery<>(to, value, refusal));
    }

    /** Puts the records of this turn into the transaction of a producer; they take effect when it is committed. */
    public void writeInTransaction(TransactionWriter writer) {
        transaction = writer;
    }

    @Nullable
    TransactionWriter transaction() {
        return transaction;
    }

    /**
     * Leaves somebody to be told as soon as the records of this turn have taken effect, without waiting for the disk:
     * for what is true even if these records get lost.
     *
     * @param to told NONE, or why the records were not written
     */
    public void tellEarly(Consumer<Errors> to) {
        early = to;
    }

    void appended(Errors outcome) {
        if (early != null) {
            early.accept(outcome);
        }
    }

    /** Returns the records written in this turn, in order. */
    public List<ShardRecord> records() {
        return records;
    }

    /**
     * Hands over all replies, or the refusals instead of them.
     *
     * @param outcome NONE if the records of this turn are safe
     */
    public void conclude(Errors outcome) {
        for (Delivery<?> delivery : deliveries) {
            delivery.conclude(outcome);
        }
    }

    private record Delivery<T>(Consumer<T> to, T value, Function<Errors, T> refusal) {
        void conclude(Errors outcome) {
            to.accept(outcome == Errors.NONE ? value : refusal.apply(outcome));
        }
    }
}
