package dev.millrace.streams.internal.state.typed;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.errors.InvalidStateStoreException;
import dev.millrace.streams.internal.spi.BatchRestore;
import dev.millrace.streams.internal.spi.StoreRuntime;
import dev.millrace.streams.internal.state.buffer.StoreOpening;
import dev.millrace.streams.internal.state.bytes.OrderedBytes;
import dev.millrace.streams.internal.state.query.AnsweringStore;
import dev.millrace.streams.internal.state.query.StoreQueries;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.StateStoreContext;
import dev.millrace.streams.query.Position;
import dev.millrace.streams.query.PositionBound;
import dev.millrace.streams.query.Query;
import dev.millrace.streams.query.QueryConfig;
import dev.millrace.streams.query.QueryResult;

/**
 * The life of a store, of whatever kind: opened by its task, asked for its offsets, queried by anybody, closed. The
 * subclass says what there is while it is open.
 *
 * <p>Queries and {@link #opened()} are <i>thread-safe: what is open is published by a volatile write;</i> all else is
 * confined to the thread that owns the task.
 *
 * @param <O> what there is between init and close
 */
public abstract class Facade<O extends Facade.Opened> implements StateStore {
    private final String name;
    private final StoreOpening opening;
    private volatile @Nullable O open;
    private @Nullable StoreRuntime openedIn;

    /** What there is of any store between init and close. */
    public interface Opened {
        /** The committed entries. */
        OrderedBytes bytes();

        /** Who answers queries. */
        AnsweringStore answers();

        /** Closes what is above the bytes. */
        void release();
    }

    /** A store that is not open yet. */
    protected Facade(String name, StoreOpening opening) {
        this.name = name;
        this.opening = opening;
    }

    /** Opens the bytes and what is above them. */
    protected abstract O open(StoreRuntime runtime, StateStore root);

    /** How changelog records come back; not asked if the bytes register themselves. */
    protected abstract BatchRestore restore(O opened);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final void init(StateStoreContext stateStoreContext, StateStore root) {
        if (!(stateStoreContext instanceof StoreRuntime runtime)) {
            throw new IllegalArgumentException("Store " + name + " must be initialised with the context that the"
                    + " runtime or the test driver hands out, not with a "
                    + stateStoreContext.getClass().getName());
        }
        O opened = open(runtime, root);
        open = opened;
        openedIn = runtime;
        if (!opening.registers()) {
            runtime.register(root, restore(opened));
        }
    }

    /** What is open; fails if nothing is. */
    protected final O opened() {
        O current = open;
        if (current == null) {
            throw new InvalidStateStoreException("Store " + name + " is currently closed");
        }
        return current;
    }

    @Override
    public final <R> QueryResult<R> query(Query<R> query, PositionBound positionBound, QueryConfig config) {
        O current = open;
        return current == null ? StoreQueries.closed(this) : current.answers().query(query, positionBound, config);
    }

    @Override
    public final Position getPosition() {
        return opened().answers().position();
    }

    @Override
    public final @Nullable Long committedOffset(TopicPartition partition) {
        return opened().bytes().committedOffset(partition);
    }

    @Override
    public final boolean managesOffsets() {
        return opening.keepsOffsets();
    }

    @Override
    public final boolean persistent() {
        return opening.persistent();
    }

    @Override
    public final boolean isOpen() {
        O current = open;
        return current != null && current.bytes().isOpen();
    }

    @Override
    public final void close() {
        O current = open;
        if (current == null) {
            return;
        }
        try {
            openedIn.closing(this);
        } finally {
            open = null;
            current.release();
            current.bytes().close();
        }
    }
}
