package dev.millrace.streams.internal.state.typed;

import java.util.Map;
import java.util.function.Function;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.internal.spi.BatchRestore;
import dev.millrace.streams.internal.spi.CachingStore;
import dev.millrace.streams.internal.spi.ChangelogWriter;
import dev.millrace.streams.internal.spi.DirtyListener;
import dev.millrace.streams.internal.spi.StoreRuntime;
import dev.millrace.streams.internal.state.buffer.BufferTask;
import dev.millrace.streams.internal.state.buffer.KeyForm;
import dev.millrace.streams.internal.state.buffer.ValueForm;
import dev.millrace.streams.internal.state.buffer.WriteBuffer;
import dev.millrace.streams.internal.state.bytes.ByteCursor;
import dev.millrace.streams.internal.state.bytes.OrderedBytes;
import dev.millrace.streams.internal.state.keys.KeyLayout;
import dev.millrace.streams.internal.state.keys.SegmentKeyV1;
import dev.millrace.streams.internal.state.query.AnsweringStore;
import dev.millrace.streams.internal.state.query.StorePosition;
import dev.millrace.streams.internal.state.query.StoreQueries;
import dev.millrace.streams.internal.state.segments.SegmentCursor;
import dev.millrace.streams.internal.state.segments.SegmentRetention;
import dev.millrace.streams.internal.state.segments.SliceReader;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.processor.StateStore;

/**
 * What window and session stores have in common: keys with a time, the clock that drops what is too old, holding back
 * and committing. The subclass says how keys are made and what a caller may ask; {@link SliceRows} reads.
 *
 * <p>Reads are <i>thread-safe: the buffer's and the clock's are, and they are published by a volatile write;</i> all
 * else is confined to the thread that owns the task.
 *
 * @param <K> type of keys without time
 * @param <V> type of values without time stamp, as handed downstream
 * @param <S> type of values with their time stamp, or {@code V} if they have none
 */
abstract class TimedFacade<K, V, S> extends Facade<TimedFacade.Open<K, S>> implements CachingStore<Windowed<K>, V> {
    private static final Logger LOG = LoggerFactory.getLogger(TimedFacade.class);

    private final TimedSpec<K, S> spec;
    private final KeyLayout layout;
    private final Function<S, @Nullable V> withoutTime;
    private long refused;

    /** What there is between init and close. */
    record Open<K, S>(
            KeyForm<K> userKeys,
            TimedKeys keys,
            ValueForm<S> values,
            OrderedBytes bytes,
            SliceRows<K, S> rows,
            SegmentRetention retention,
            WriteBuffer<TimedKey, S> buffer,
            BufferTask task,
            StorePosition position,
            AnsweringStore answers)
            implements Facade.Opened {
        @Override
        public void release() {
            buffer.close();
        }
    }

    TimedFacade(TimedSpec<K, S> spec, KeyLayout layout, Function<S, @Nullable V> withoutTime) {
        super(spec.store().name(), spec.store().opening());
        this.spec = spec;
        this.layout = layout;
        this.withoutTime = withoutTime;
    }

    /** The key as the caller knows it. */
    abstract Windowed<K> windowed(K userKey, TimedKey key);

    /** Adds the queries that make sense to windows, or to sessions. */
    abstract void addAnswers(StoreQueries queries);

    /** A value as queries show it. */
    Object shownToQueries(S value) {
        return value;
    }

    /** Where changes are logged, if they are. */
    ChangelogWriter changelog(StoreRuntime runtime) {
        return runtime.changelog(name());
    }

    final Timing timing() {
        return spec.timing();
    }

    @Override
    protected final Open<K, S> open(StoreRuntime runtime, StateStore root) {
        FacadeSpec<K, S> store = spec.store();
        String topic = runtime.applicationId() + "-" + name() + "-changelog";
        KeyForm<K> userKeys = store.forms().keys(runtime, topic);
        ValueForm<S> values = store.forms().values(runtime, topic);
        TimedKeys keys = new TimedKeys(userKeys, layout, timing().segments());
        OrderedBytes bytes = store.opening().open(runtime, root, key -> {});
        StorePosition position = new StorePosition(runtime, bytes.note());
        AnsweringStore answers = answers(bytes, userKeys, values, new StoreQueries(this, runtime, position));
        ChangelogWriter changelog = store.logging() ? changelog(runtime) : ChangelogWriter.NONE;
        BufferTask task = BufferTask.of(runtime, position.logging(changelog, answers::position), store.caching());
        WriteBuffer<TimedKey, S> buffer = new WriteBuffer<>(keys, values, bytes, task, keys);
        SegmentRetention retention = timing().retention(bytes.persistent());
        buffer.expireBy(key -> retention.refuses(((TimedKey) key).time()));
        if (!store.opening().registers()) {
            findSegments(bytes, retention);
            buffer.beginsAt(retention.end());
        }
        SliceReader reader = bytes instanceof SliceReader own ? own : SegmentCursor.over(bytes);
        SliceRows<K, S> rows =
                new SliceRows<>(name(), timing().order(), keys, userKeys, reader, retention, buffer, this::windowed);
        return new Open<>(userKeys, keys, values, bytes, rows, retention, buffer, task, position, answers);
    }

    private AnsweringStore answers(OrderedBytes bytes, KeyForm<K> userKeys, ValueForm<S> values, StoreQueries queries) {
        if (bytes instanceof AnsweringStore supplied) {
            return new SuppliedTimedAnswers<>(this, layout, userKeys, values, this::shownToQueries, supplied);
        }
        addAnswers(queries);
        return queries;
    }

    @Override
    protected final BatchRestore restore(Open<K, S> opened) {
        return new TimedRestore(opened, this::kept);
    }

    /** An entry was restored; {@code other} as in its key. */
    void kept(long other) {
        // By default keys owe nothing to those before them.
    }

    /** What is on disk from before: its segments are known before the clock is. */
    private static void findSegments(OrderedBytes bytes, SegmentRetention retention) {
        for (boolean ascending : new boolean[] {true, false}) {
            try (ByteCursor cursor = bytes.range(null, null, ascending)) {
                if (cursor.next()) {
                    retention.holds(SegmentKeyV1.segment(cursor.key()));
                }
            }
        }
    }

    final @Nullable S read(TimedKey key) {
        Open<K, S> current = opened();
        return key.time() < current.retention().earliestShown()
                ? null
                : current.buffer().get(key);
    }

    final void write(TimedKey key, @Nullable S value) {
        Open<K, S> current = opened();
        SegmentRetention retention = current.retention();
        if (retention.observe(key.time())) {
            current.buffer().dropExpired(SegmentKeyV1.before(retention.oldestSegment()));
        }
        if (retention.refuses(key.time())) {
            refuse(key, retention, current.task().runtime());
        }
        writeUnobserved(key, value);
    }

    /**
     * Changes an entry without moving the clock. Also what is refused goes to the buffer: it is logged and handed on
     * there, and not kept.
     */
    final void writeUnobserved(TimedKey key, @Nullable S value) {
        Open<K, S> current = opened();
        current.retention().holds(timing().segments().of(key.time()));
        current.buffer().put(key, value);
        current.position().changed();
    }

    /** Says so at the first, second, fourth, eighth... time. */
    private void refuse(TimedKey key, SegmentRetention retention, StoreRuntime runtime) {
        runtime.recordDropped();
        refused++;
        if (Long.bitCount(refused) == 1) {
            LOG.warn(
                    "Store {} does not keep an entry of time {}: it keeps what is from {} or later. Refused so far: {}",
                    name(),
                    key.time(),
                    retention.earliestShown(),
                    refused);
        }
    }

    final byte @Nullable [] bytesOf(@Nullable K key) {
        if (key == null) {
            return null;
        }
        KeyForm<K> userKeys = opened().userKeys();
        return userKeys.bytes(userKeys.held(key));
    }

    @Override
    public final boolean listenForDirty(DirtyListener<Windowed<K>, V> listener, boolean oldValues) {
        Open<K, S> current = opened();
        if (current.task().caching()) {
            Function<Object, Windowed<K>> keys = held -> current.rows().windowed((TimedKey) held);
            current.buffer().handOnTo(new Downstream<>(keys, current.values(), withoutTime, listener, oldValues));
        }
        return current.task().caching();
    }

    @Override
    public final void flushDirty() {
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
    public final void commit(Map<TopicPartition, Long> changelogOffsets) {
        Open<K, S> current = opened();
        current.buffer().flush();
        current.position().keepIn(current.bytes());
        current.buffer().commit(changelogOffsets);
    }

    /** Commits without offsets and without waiting for the task, as {@link KeyValueFacade} does for such a layer. */
    final void commitAndSync() {
        Open<K, S> current = opened();
        commit(Map.of());
        current.bytes().apply();
        current.bytes().sync();
    }
}
