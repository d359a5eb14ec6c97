package dev.millrace.streams.internal.state.bytes;

/**
 * Walks over entries; stands before the first at the beginning. <i>Confined to the thread that opened it.</i>
 */
public interface ByteCursor extends AutoCloseable {
    /**
     * Moves to the next entry; false at the end.
     *
     * @throws dev.millrace.streams.errors.InvalidStateStoreException if the map was closed meanwhile
     */
    boolean next();

    /** Key of the entry it stands on. */
    byte[] key();

    /** Value of the entry it stands on. */
    byte[] value();

    /** Gives back what it holds; may be called again. */
    @Override
    void close();

    /** A cursor over nothing. */
    static ByteCursor empty() {
        return EmptyCursor.INSTANCE;
    }
}
