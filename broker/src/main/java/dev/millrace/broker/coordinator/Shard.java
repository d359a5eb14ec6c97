package dev.millrace.broker.coordinator;

/**
 * The state of one coordinator, changed by events and rebuilt from its records.
 *
 * <p>Confined to the event-loop thread; while loading, to the thread that starts the broker.
 */
public interface Shard {
    /**
     * Applies one record, during a turn as well as while loading.
     *
     * @throws CorruptShardRecord if the bytes are none that this coordinator writes
     */
    void replay(ShardRecord record);

    /**
     * Takes in one record of a transaction that may yet be aborted.
     *
     * @param producerId whose transaction
     * @throws CorruptShardRecord if the bytes are none that this coordinator writes in transactions
     */
    default void replayPending(long producerId, ShardRecord record) {
        throw new CorruptShardRecord("a record in a transaction, where none can be");
    }

    /** Told that the transaction of a producer, if it had one here, has ended. */
    default void transactionEnded(long producerId, boolean committed) {
        // Most coordinators write in no transaction.
    }

    /** Told once after all records were replayed at start: time to start clocks. */
    void loaded(Turn turn);
}
