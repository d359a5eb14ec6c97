package dev.millrace.streams.internal.runtime.stores;

import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.spi.GuardedStore;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.StateStoreContext;
import dev.millrace.streams.query.Position;
import dev.millrace.streams.query.PositionBound;
import dev.millrace.streams.query.Query;
import dev.millrace.streams.query.QueryConfig;
import dev.millrace.streams.query.QueryResult;

import static java.util.Objects.requireNonNull;

/**
 * Keeps a processor from opening, committing and closing a store: that is for the task to do. <i>Confined to the owner
 * of the task.</i>
 *
 * @param <S> kind of store
 */
abstract class StoreGuard<S extends StateStore> implements StateStore, GuardedStore {
    private final S store;

    StoreGuard(S store) {
        this.store = requireNonNull(store, "store");
    }

    @Override
    public final S unguarded() {
        return store;
    }

    @Override
    public final String name() {
        return store.name();
    }

    @Override
    public final void init(StateStoreContext stateStoreContext, StateStore root) {
        throw refusal("init");
    }

    @Override
    public void flush() {
        store.flush();
    }

    @Override
    public final void commit(Map<TopicPartition, Long> changelogOffsets) {
        throw refusal("commit");
    }

    @Override
    public final @Nullable Long committedOffset(TopicPartition partition) {
        return store.committedOffset(partition);
    }

    @Override
    public final boolean managesOffsets() {
        return store.managesOffsets();
    }

    @Override
    public final void close() {
        throw refusal("close");
    }

    @Override
    public final boolean persistent() {
        return store.persistent();
    }

    @Override
    public final boolean isOpen() {
        return store.isOpen();
    }

    @Override
    public final <R> QueryResult<R> query(Query<R> query, PositionBound positionBound, QueryConfig config) {
        return store.query(query, positionBound, config);
    }

    @Override
    public final Position getPosition() {
        return store.getPosition();
    }

    private UnsupportedOperationException refusal(String operation) {
        return new UnsupportedOperationException(operation + "() of store " + store.name()
                + " is not for processors: its task opens, commits and closes it");
    }
}
