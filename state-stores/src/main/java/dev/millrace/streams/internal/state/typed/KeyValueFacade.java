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
import dev.millrace.streams.internal.spi.BatchRestore;
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
public class KeyValueFacade<K, V, S> extends Facade<KeyValueFacade.Open<K, S>>
        implements KeyValueStore<K, S>, CachingStore<K, V> {
    private static final Logger LOG = LoggerFactory.getLogger(KeyValueFacade.class);

    private final FacadeSpec<K, S> spec;
    private final Function<S, @Nullable V> withoutTime;

    /** What there is between init and close. */
    record Open<K, S>(
            KeyForm<K> keys,
            ValueForm<S> values,
            OrderedBytes bytes,
            WriteBuffer<K, S> buffer,
            BufferTask task,
            RestoreGate gate,
            StorePosition position,
            AnsweringStore answers)
            implements Facade.Opened {
        @Override
        public void release() {
            buffer.close();
        }
    }

    /**
     * A store that is not open yet.
     *
     * @param withoutTime takes a stored value's time stamp off, if it has one
     */
    public KeyValueFacade(FacadeSpec<K, S> spec, Function<S, @Nullable V> withoutTime) {
        super(spec.name(), spec.opening());
        this.spec = spec;
        this.withoutTime = withoutTime;
    }

    @Override
    protected final Open<K, S> open(StoreRuntime runtime, StateStore root) {
        String topic = runtime.applicationId() + "-" + spec.name() + "-changelog";
        KeyForm<K> keys = spec.forms().keys(runtime, topic);
        ValueForm<S> values = spec.forms().values(runtime, topic);
        ChangelogWriter changelog = spec.logging() ? runtime.changelog(spec.name()) : ChangelogWriter.NONE;
        RestoreGate gate = new RestoreGate(runtime, changelog);
        OrderedBytes bytes = spec.opening().open(runtime, root, gate::forgotten);
        StorePosition position = new StorePosition(runtime, bytes.note());
        AnsweringStore answers = answers(bytes, keys, values, new StoreQueries(this, runtime, position));
        BufferTask task = BufferTask.of(runtime, position.logging(changelog, answers::position), spec.caching());
        WriteBuffer<K, S> buffer = new WriteBuffer<>(keys, values, bytes, task);
        return new Open<>(keys, values, bytes, buffer, task, gate, position, answers);
    }

    private AnsweringStore answers(OrderedBytes bytes, KeyForm<K> keys, ValueForm<S> values, StoreQueries queries) {
        if (bytes instanceof AnsweringStore supplied) {
            return new SuppliedAnswers<>(this, keys, values, withoutTime, supplied);
        }
        addAnswers(new KeyValueAnswers<>(this, withoutTime), queries);
        return queries;
    }

    @Override
    protected final BatchRestore restore(Open<K, S> opened) {
        return opened.gate()
                .around(new RestoredRecords(
                        opened.bytes(), opened.values(), opened.position(), opened.buffer()::forgetClean));
    }

    /** Adds the kinds of queries that this store knows. */
    void addAnswers(KeyValueAnswers<K, V, S> answers, StoreQueries queries) {
        answers.addPlain(queries);
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
        current.position().keepIn(current.bytes());
        current.buffer().commit(changelogOffsets);
    }

    /** Writes everything to disk at once, for a layer of somebody else's that knows only flushing. */
    protected final void commitAndSync() {
        Open<K, S> current = opened();
        commit(Map.of());
        current.bytes().apply();
        current.bytes().sync();
    }
}
