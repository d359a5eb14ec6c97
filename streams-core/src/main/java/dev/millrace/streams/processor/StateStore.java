package dev.millrace.streams.processor;

import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.query.Position;
import dev.millrace.streams.query.PositionBound;
import dev.millrace.streams.query.Query;
import dev.millrace.streams.query.QueryConfig;
import dev.millrace.streams.query.QueryResult;

/**
 * Local state of a task.
 *
 * <p>Life: built, {@link #init initialised}, restored, used, {@link #commit committed} again and again, {@link #close
 * closed}. All but reads for queries happen on the thread that owns the task.
 */
public interface StateStore {
    /** Its name, unique in the topology. */
    String name();

    /**
     * Opens the store and registers it with {@link StateStoreContext#register}.
     *
     * @param root the outermost layer of this store, which is what is registered
     */
    void init(StateStoreContext stateStoreContext, StateStore root);

    /** Brings cached entries to where they belong; part of a commit. */
    default void flush() {}

    /**
     * Makes everything written so far durable together with {@code changelogOffsets}, the offset after the last applied
     * entry for each changelog partition of this store (KIP-1035). Stores that {@linkplain #managesOffsets() manage
     * offsets} write both atomically.
     */
    default void commit(Map<TopicPartition, Long> changelogOffsets) {
        flush();
    }

    /**
     * The offset stored with the last {@link #commit} for {@code partition}, exclusive; null if unknown, and always
     * null for stores that do not {@linkplain #managesOffsets() manage offsets}.
     */
    default @Nullable Long committedOffset(TopicPartition partition) {
        return null;
    }

    /** Whether this store keeps its changelog offsets with its entries. */
    default boolean managesOffsets() {
        return false;
    }

    /**
     * Answers an interactive query (KIP-796), or says why not; the default knows no query. May be called on any thread,
     * while the owner of the task writes.
     *
     * @param positionBound what the answer must reflect at least
     * @throws RuntimeException if the query makes no sense, such as a key of the wrong type; other failures are part of
     *     the result
     */
    default <R> QueryResult<R> query(Query<R> query, PositionBound positionBound, QueryConfig config) {
        return QueryResult.forUnknownQueryType(query, this);
    }

    /**
     * The position in the input that this store reflects; may be called on any thread.
     *
     * @return a copy
     * @throws UnsupportedOperationException if the store does not keep it, which is the default
     */
    default Position getPosition() {
        throw new UnsupportedOperationException(
                "Store " + name() + " (" + getClass().getName() + ") does not keep its position");
    }

    /** Closes the store; may be called again. Uncommitted entries are dropped: the changelog has them. */
    void close();

    /** Whether the store survives a restart of the process. */
    boolean persistent();

    /** Whether the store is open for reads and writes. */
    boolean isOpen();
}
