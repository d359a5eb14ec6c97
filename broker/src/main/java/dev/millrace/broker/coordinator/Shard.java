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

    /** Told once after all records were replayed at start: time to start clocks. */
    void loaded(Turn turn);
}
