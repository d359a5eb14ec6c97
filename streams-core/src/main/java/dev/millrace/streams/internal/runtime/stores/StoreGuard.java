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
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.WindowStoreIterator;

import static java.util.Objects.requireNonNull;

/**
 * A store as users see it, in processors and in queries: keeps them from opening, committing and closing it, which is
 * for the task to do, and follows the iterators they open. As thread-safe as the store.
 *
 * @param <S> kind of store
 */
abstract class StoreGuard<S extends StateStore> implements StateStore, GuardedStore {
    private final S store;
    private final Access access;

    StoreGuard(S store, Access access) {
        this.store = requireNonNull(store, "store");
        this.access = requireNonNull(access, "access");
    }

    final <K, V> KeyValueIterator<K, V> track(KeyValueIterator<K, V> rows) {
        return access.iterators().track(rows);
    }

    final <V> WindowStoreIterator<V> track(WindowStoreIterator<V> rows) {
        return access.iterators().track(rows);
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
    public final void flush() {
        changing().flush();
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
        return access.iterators().track(store.query(query, positionBound, config));
    }

    @Override
    public final Position getPosition() {
        return store.getPosition();
    }

    /** The store, to be changed. */
    final S changing() {
        if (access.readOnly()) {
            throw new UnsupportedOperationException(
                    "Global store " + name() + " is read only here: its own processor alone may change it");
        }
        return store;
    }

    private UnsupportedOperationException refusal(String operation) {
        return new UnsupportedOperationException(operation + "() of store " + store.name()
                + " is not for processors: its task opens, commits and closes it");
    }
}
