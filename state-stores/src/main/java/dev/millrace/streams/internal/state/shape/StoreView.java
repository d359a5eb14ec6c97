package dev.millrace.streams.internal.state.shape;

import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.StateStoreContext;
import dev.millrace.streams.query.Position;
import dev.millrace.streams.query.PositionBound;
import dev.millrace.streams.query.Query;
import dev.millrace.streams.query.QueryConfig;
import dev.millrace.streams.query.QueryResult;

/**
 * A store whose values are seen in another form; all else is as it is. <i>Threads: as for the store.</i>
 *
 * @param <T> type of the store
 */
public abstract class StoreView<T extends StateStore> implements StateStore {
    private final T store;

    StoreView(T store) {
        this.store = store;
    }

    /** The store behind. */
    protected final T store() {
        return store;
    }

    @Override
    public final String name() {
        return store.name();
    }

    @Override
    public final void init(StateStoreContext stateStoreContext, StateStore root) {
        store.init(stateStoreContext, root);
    }

    @Override
    public final void flush() {
        store.flush();
    }

    @Override
    public final void close() {
        store.close();
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
}
