package dev.millrace.streams.internal.state.typed;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.errors.InvalidStateStoreException;
import dev.millrace.streams.internal.spi.CachingStore;
import dev.millrace.streams.internal.spi.ChangelogWriter;
import dev.millrace.streams.internal.spi.DirtyListener;
import dev.millrace.streams.internal.spi.StoreRuntime;
import dev.millrace.streams.internal.state.buffer.BufferTask;
import dev.millrace.streams.internal.state.buffer.KeyForm;
import dev.millrace.streams.internal.state.buffer.ValueForm;
import dev.millrace.streams.internal.state.buffer.WriteBuffer;
import dev.millrace.streams.internal.state.bytes.OrderedBytes;
import dev.millrace.streams.internal.state.query.AnsweringStore;
import dev.millrace.streams.internal.state.query.StorePosition;
import dev.millrace.streams.internal.state.query.StoreQueries;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.StateStoreContext;
import dev.millrace.streams.query.Position;
import dev.millrace.streams.query.PositionBound;
import dev.millrace.streams.query.Query;
import dev.millrace.streams.query.QueryConfig;
import dev.millrace.streams.query.QueryResult;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.KeyValueStore;

import static java.util.Objects.requireNonNull;

/**
 * A key-value store as processors and queries see it: checks what it is given and asks the write buffer.
 *
 * <p>Reads are <i>thread-safe: the buffer's are, and it is published by a volatile write;</i> all else is confined to
 * the thread that owns the task.
 *
 * @param <K> type of keys
 * @param <V> type of values without time stamp, as handed downstream
 * @param <S> type of values as stored: {@code V}, or {@code V} with its time stamp
 */
public class KeyValueFacade<K, V, S> implements KeyValueStore<K, S>, CachingStore<K, V> {
    private static final Logger LOG = LoggerFactory.getLogger(KeyValueFacade.class);

    private final FacadeSpec<K, S> spec;
    private final Function<S, @Nullable V> withoutTime;
    private volatile @Nullable Open<K, S> open;

    /** What there is between init and close. */
    private record Open<K, S>(
            KeyForm<K> keys,
            ValueForm<S> values,
            OrderedBytes bytes,
            WriteBuffer<K, S> buffer,
            BufferTask task,
            StorePosition position,
            StoreQueries queries) {}

    /**
     * A store that is not open yet.
     *
     * @param withoutTime takes a stored value's time stamp off, if it has one
     */
    public KeyValueFacade(FacadeSpec<K, S> spec, Function<S, @Nullable V> withoutTime) {
        this.spec = spec;
        this.withoutTime = withoutTime;
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public void init(StateStoreContext stateStoreContext, StateStore root) {
        StoreRuntime runtime = runtimeOf(stateStoreContext);
        String topic = runtime.applicationId() + "-" + spec.name() + "-changelog";
        KeyForm<K> keys = spec.forms().keys(runtime, topic);
        ValueForm<S> values = spec.forms().values(runtime, topic);
        ChangelogWriter changelog = spec.logging() ? runtime.changelog(spec.name()) : ChangelogWriter.NONE;
        RestoreGate gate = new RestoreGate(runtime, changelog);
        OrderedBytes bytes = spec.opening().open(runtime, root, gate::forgotten);
        BufferTask task = BufferTask.of(runtime, changelog, spec.caching());
        WriteBuffer<K, S> buffer = new WriteBuffer<>(keys, values, bytes, task);
        StorePosition position = new StorePosition(runtime, bytes.note());
        StoreQueries queries = new StoreQueries(this, runtime.taskId().partition());
        addAnswers(new KeyValueAnswers<>(this, withoutTime), queries);
        open = new Open<>(keys, values, bytes, buffer, task, position, queries);
        if (!spec.opening().registers()) {
            runtime.register(root, gate.around(new RestoredRecords(bytes, values, buffer::forgetClean)));
        }
    }

    /** Adds the kinds of queries that this store knows. */
    void addAnswers(KeyValueAnswers<K, V, S> answers, StoreQueries queries) {
        answers.addPlain(queries);
    }

    private StoreRuntime runtimeOf(StateStoreContext context) {
        if (context instanceof StoreRuntime runtime) {
            return runtime;
        }
        throw new IllegalArgumentException("Store " + spec.name() + " must be initialised with the context that the"
                + " runtime or the test driver hands out, not with a "
                + context.getClass().getName());
    }

    private Open<K, S> opened() {
        Open<K, S> current = open;
        if (current == null) {
            throw new InvalidStateStoreException("Store " + spec.name() + " is currently closed");
        }
        return current;
    }

    private static <T> T requireKey(@Nullable T key) {
        return requireNonNull(key, "key cannot be null");
    }

    @Override
    public @Nullable S get(K key) {
        requireKey(key);
        return opened().buffer().get(key);
    }

    @Override
    public void put(K key, @Nullable S value) {
        requireKey(key);
        Open<K, S> current = opened();
        current.buffer().put(key, value);
        current.position().changed();
    }

    /** The value without a change that the cache holds back; null if there is none. */
    final @Nullable S getHandedOn(K key) {
        return opened().buffer().getHandedOn(requireKey(key));
    }

    @Override
    public @Nullable S putIfAbsent(K key, @Nullable S value) {
        S present = get(key);
        if (present == null) {
            put(key, value);
        }
        return present;
    }

    @Override
    public void putAll(List<KeyValue<K, S>> entries) {
        entries.forEach(entry -> requireKey(entry.key));
        for (KeyValue<K, S> entry : entries) {
            put(requireKey(entry.key), entry.value);
        }
    }

    @Override
    public @Nullable S delete(K key) {
        S present = get(key);
        put(key, null);
        return present;
    }

    @Override
    public KeyValueIterator<K, S> range(@Nullable K from, @Nullable K to) {
        return rows(from, to, true);
    }

    @Override
    public KeyValueIterator<K, S> reverseRange(@Nullable K from, @Nullable K to) {
        return rows(from, to, false);
    }

    @Override
    public KeyValueIterator<K, S> all() {
        return rows(null, null, true);
    }

    @Override
    public KeyValueIterator<K, S> reverseAll() {
        return rows(null, null, false);
    }

    private KeyValueIterator<K, S> rows(@Nullable K from, @Nullable K to, boolean ascending) {
        Open<K, S> current = opened();
        byte[] first = from == null ? null : bytesOf(current, from);
        byte[] last = to == null ? null : bytesOf(current, to);
        if (first != null && last != null && Arrays.compareUnsigned(first, last) > 0) {
            LOG.warn(
                    "Range of store {} is empty: its first key comes after its last one in the order of serialised"
                            + " keys. Negative numbers, for one, sort after positive ones there.",
                    spec.name());
            return new NoRows<>();
        }
        return new Rows<>(spec.name(), current.buffer().range(first, last, ascending), null);
    }

    private static <K> byte[] bytesOf(Open<K, ?> current, K key) {
        return current.keys().bytes(current.keys().held(key));
    }

    @Override
    public <PS extends Serializer<P>, P> KeyValueIterator<K, S> prefixScan(P prefix, PS prefixKeySerializer) {
        requireNonNull(prefix, "prefix cannot be null");
        requireNonNull(prefixKeySerializer, "prefixKeySerializer cannot be null");
        byte[] first = prefixKeySerializer.serialize(null, prefix);
        byte[] after = Prefix.after(first);
        return new Rows<>(spec.name(), opened().buffer().range(first, after, true), after);
    }

    @Override
    public long approximateNumEntries() {
        return opened().buffer().count();
    }

    @Override
    public <R> QueryResult<R> query(Query<R> query, PositionBound positionBound, QueryConfig config) {
        Open<K, S> current = open;
        if (current == null) {
            return StoreQueries.closed(this);
        }
        if (current.bytes() instanceof AnsweringStore inner) {
            return new SuppliedAnswers<>(current.keys(), current.values(), withoutTime, inner, current.queries())
                    .ask(query, positionBound, config);
        }
        return current.queries()
                .ask(query, positionBound, config, current.position().current());
    }

    @Override
    public Position getPosition() {
        Open<K, S> current = opened();
        return current.bytes() instanceof AnsweringStore inner
                ? inner.position()
                : current.position().current();
    }

    @Override
    public boolean listenForDirty(DirtyListener<K, V> listener, boolean oldValues) {
        Open<K, S> current = opened();
        if (current.task().caching()) {
            current.buffer()
                    .handOnTo(
                            new Downstream<>(current.keys()::key, current.values(), withoutTime, listener, oldValues));
        }
        return current.task().caching();
    }

    @Override
    public void flushDirty() {
        opened().buffer().flush();
    }

    @Override
    public void flush() {
        Open<K, S> current = opened();
        current.buffer().flush();
        if (current.bytes().direct()) {
            current.bytes().sync();
        }
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        Open<K, S> current = opened();
        current.buffer().flush();
        byte[] position = current.position().toKeep();
        if (position != null) {
            current.bytes().note(position);
        }
        current.buffer().commit(changelogOffsets);
    }

    /** Writes everything to disk at once, for a layer of somebody else's that knows only flushing. */
    protected final void commitAndSync() {
        Open<K, S> current = opened();
        commit(Map.of());
        current.bytes().apply();
        current.bytes().sync();
    }

    @Override
    public @Nullable Long committedOffset(TopicPartition partition) {
        return opened().bytes().committedOffset(partition);
    }

    @Override
    public boolean managesOffsets() {
        return spec.opening().keepsOffsets();
    }

    @Override
    public boolean persistent() {
        return spec.opening().persistent();
    }

    @Override
    public boolean isOpen() {
        Open<K, S> current = open;
        return current != null && current.bytes().isOpen();
    }

    @Override
    public void close() {
        Open<K, S> current = open;
        open = null;
        if (current != null) {
            current.buffer().close();
            current.bytes().close();
        }
    }
}
