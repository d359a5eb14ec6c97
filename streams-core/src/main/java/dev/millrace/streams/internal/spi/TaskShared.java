package dev.millrace.streams.internal.spi;

/**
 * Something that all stores of one task share, such as one database. Opened by the first store that asks, closed after
 * the last store. <i>Confined to the thread that owns the task</i> but for reads it offers itself.
 */
public interface TaskShared extends AutoCloseable {
    /** Makes durable, in one step, what the stores handed over in their {@code StateStore.commit} calls. */
    void commit();

    @Override
    void close();
}
