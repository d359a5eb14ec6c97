package dev.millrace.broker.coordinator;

import java.util.List;
import java.util.function.Consumer;

import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** Where the records of a shard are kept. */
public interface ShardLog {
    /**
     * Hands over every record and the end of every transaction, oldest first.
     *
     * @throws CorruptShardRecord naming partition and offset, if the shard refuses a record
     */
    void readAll(Shard to);

    /**
     * Appends records as one batch, all or none.
     *
     * @param transaction in which they are written; null for none
     * @return the end of the log behind them, exclusive
     * @throws RecordsNotWritten if the log refuses them
     */
    long append(List<ShardRecord> records, @Nullable TransactionWriter transaction, long nowMs);

    /**
     * Calls back on the event-loop thread when everything below an offset is durable; at once if the broker trusts
     * the page cache.
     *
     * @param endOffset what {@link #append} returned
     * @param then receives NONE, or why the disk must not be trusted to hold the records
     */
    void whenDurable(long endOffset, Consumer<Errors> then);
}
