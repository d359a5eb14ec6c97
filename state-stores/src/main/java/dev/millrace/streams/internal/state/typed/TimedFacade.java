package dev.millrace.streams.internal.state.typed;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.errors.InvalidStateStoreException;
import dev.millrace.streams.internal.spi.CachingStore;
import dev.millrace.streams.internal.spi.ChangelogWriter;
import dev.millrace.streams.internal.spi.DirtyListener;
import dev.millrace.streams.internal.spi.StoreRuntime;
import dev.millrace.streams.internal.state.buffer.BufferTask;
import dev.millrace.streams.internal.state.buffer.KeyForm;
import dev.millrace.streams.internal.state.buffer.MergedCursor;
import dev.millrace.streams.internal.state.buffer.ValueForm;
import dev.millrace.streams.internal.state.buffer.WriteBuffer;
import dev.millrace.streams.internal.state.bytes.ByteCursor;
import dev.millrace.streams.internal.state.bytes.ByteRange;
import dev.millrace.streams.internal.state.bytes.OrderedBytes;
import dev.millrace.streams.internal.state.keys.KeyLayout;
import dev.millrace.streams.internal.state.keys.SegmentKeyV1;
import dev.millrace.streams.internal.state.segments.SegmentCursor;
import dev.millrace.streams.internal.state.segments.SegmentRetention;
import dev.millrace.streams.internal.state.segments.Slice;
import dev.millrace.streams.internal.state.segments.SliceReader;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.StateStoreContext;
import dev.millrace.streams.state.KeyValueIterator;

/**
 * What window and session stores have in common: opening and closing, the clock that drops what is too old, reading
 * slices. The subclass says how keys are made and what a caller may ask.
 *
 * <p>Reads are <i>thread-safe: the buffer's and the clock's are, and they are published by a volatile write;</i> all
 * else is confined to the thread that owns the task.
 *
 * @param <K> type of keys without time
 * @param <V> type of values without time stamp, as handed downstream
 * @param <S> type of values with their time stamp, or {@code V} if they have none
 */
abstract class TimedFacade<K, V, S> implements StateStore, CachingStore<Windowed<K>, V> {
    private static final Logger LOG = LoggerFactory.getLogger(TimedFacade.class);

    private final TimedSpec<K, S> spec;
    private final KeyLayout layout;
    private final Function<S, @Nullable V> withoutTime;
    private volatile @Nullable Open<K, S> open;
    private long refused;

    /** What there is between init and close. */
    record Open<K, S>(
            KeyForm<K> userKeys,
            TimedKeys keys,
            ValueForm<S> values,
            OrderedBytes bytes,
            SliceReader reader,
            SegmentRetention retention,
            WriteBuffer<TimedKey, S> buffer,
            BufferTask task) {}

    TimedFacade(TimedSpec<K, S> spec, KeyLayout layout, Function<S, @Nullable V> withoutTime) {
        this.spec = spec;
        this.layout = layout;
        this.withoutTime = withoutTime;
    }

    /** Makes a key of its key alone, as held, and the stored bytes. */
    abstract TimedKey readKey(Object userKey, byte[] stored);

    /** The key as the caller knows it. */
    abstract Windowed<K> windowed(K userKey, TimedKey key);

    /** Where changes are logged, if they are. */
    ChangelogWriter changelog(StoreRuntime runtime) {
        return runtime.changelog(name());
    }

    final Timing timing() {
        return spec.timing();
    }

    @Override
    public final String name() {
        return spec.store().name();
    }

    @Override
    public final void init(StateStoreContext stateStoreContext, StateStore root) {
        FacadeSpec<K, S> store = spec.store();
        StoreRuntime runtime = runtimeOf(stateStoreContext);
        String topic = runtime.applicationId() + "-" + name() + "-changelog";
        KeyForm<K> userKeys = store.forms().keys(runtime, topic);
        ValueForm<S> values = store.forms().values(runtime, topic);
        TimedKeys keys = new TimedKeys(userKeys, layout, timing().segments(), this::readKey);
        ChangelogWriter changelog = store.logging() ? changelog(runtime) : ChangelogWriter.NONE;
        OrderedBytes bytes = store.opening().open(runtime, root, key -> {});
        BufferTask task = BufferTask.of(runtime, changelog, store.caching());
        WriteBuffer<TimedKey, S> buffer = new WriteBuffer<>(keys, values, bytes, task);
        SegmentRetention retention = timing().retention(bytes.persistent());
        buffer.expireBy(key -> retention.refuses(((TimedKey) key).time()));
        SliceReader reader = bytes instanceof SliceReader own ? own : SegmentCursor.over(bytes);
        open = new Open<>(userKeys, keys, values, bytes, reader, retention, buffer, task);
        if (!store.opening().registers()) {
            findSegments(bytes, retention);
            runtime.register(root, new TimedRestore(bytes, keys, values, retention, buffer::forgetClean));
        }
    }

    private StoreRuntime runtimeOf(StateStoreContext context) {
        if (context instanceof StoreRuntime runtime) {
            return runtime;
        }
        throw new IllegalArgumentException("Store " + name() + " has to be initialised with the context of a task of"
                + " this library, not with a "
                + context.getClass().getName());
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

    final Open<K, S> opened() {
        Open<K, S> current = open;
        if (current == null) {
            throw new InvalidStateStoreException("Store " + name() + " is currently closed");
        }
        return current;
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
            refuse(key, retention);
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
    }

    /** Says so at the first, second, fourth, eighth... time. */
    private void refuse(TimedKey key, SegmentRetention retention) {
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

    /** The windows of one key in {@code slice} with the keys that {@code keyAt} reads. */
    final <R> KeyValueIterator<R, S> rowsOfOneKey(
            Slice slice, boolean ascending, Function<MergedCursor<TimedKey, S>, R> keyAt) {
        return new TimedRows<>(name(), cursor(shown(slice), ascending), keyAt);
    }

    /** The entries of {@code slice} in the order of this store. */
    final KeyValueIterator<Windowed<K>, S> rows(Slice slice, boolean ascending) {
        return rows(slice, ascending, timing().order());
    }

    /** The entries of {@code slice} in an order of choice. */
    final KeyValueIterator<Windowed<K>, S> rows(Slice slice, boolean ascending, Timing.Order asked) {
        warnIfReversed(slice);
        KeyForm<K> userKeys = opened().userKeys();
        Function<MergedCursor<TimedKey, S>, Windowed<K>> keyAt = cursor -> windowed(userKeys, cursor.key());
        Slice read = asked == Timing.Order.TIMES_THEN_KEY ? slice : shown(slice);
        MergedCursor<TimedKey, S> cursor = cursor(read, ascending);
        if (asked == Timing.Order.SEGMENT_THEN_KEY) {
            return new TimedRows<>(name(), cursor, keyAt);
        }
        Comparator<byte[]> order =
                asked == Timing.Order.TIME_THEN_KEY ? layout::compareTimeThenKey : layout::compareTimesThenKey;
        return new SortedRows<>(name(), cursor, keyAt, ascending ? order : order.reversed());
    }

    final Windowed<K> windowed(KeyForm<K> userKeys, TimedKey key) {
        return windowed(userKeys.key(key.userKey()), key);
    }

    private void warnIfReversed(Slice slice) {
        if (slice.keysReversed()) {
            LOG.warn(
                    "Range of store {} is empty: its first key is greater than its last one, compared as unsigned bytes"
                            + " after serialising. Serialised numbers have another order than numbers if some are"
                            + " negative.",
                    name());
        }
    }

    private Slice shown(Slice slice) {
        return slice.notBefore(opened().retention().earliestShown());
    }

    private MergedCursor<TimedKey, S> cursor(Slice slice, boolean ascending) {
        Open<K, S> current = opened();
        List<ByteRange> ranges = slice.ranges(current.retention());
        return current.buffer()
                .ranges(
                        ranges,
                        slice::contains,
                        () -> slice.isEmpty()
                                ? ByteCursor.empty()
                                : current.reader().read(slice, ranges, ascending),
                        ascending);
    }

    @Override
    public final boolean listenForDirty(DirtyListener<Windowed<K>, V> listener, boolean oldValues) {
        Open<K, S> current = opened();
        if (current.task().caching()) {
            Function<Object, Windowed<K>> keys = held -> windowed(current.userKeys(), (TimedKey) held);
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
        opened().buffer().commit(changelogOffsets);
    }

    /** Commits without offsets and without waiting for the task, as {@link KeyValueFacade} does for such a layer. */
    final void commitAndSync() {
        Open<K, S> current = opened();
        current.buffer().commit(Map.of());
        current.bytes().apply();
        current.bytes().sync();
    }

    @Override
    public final @Nullable Long committedOffset(TopicPartition partition) {
        return opened().bytes().committedOffset(partition);
    }

    @Override
    public final boolean managesOffsets() {
        return spec.store().opening().keepsOffsets();
    }

    @Override
    public final boolean persistent() {
        return spec.store().opening().persistent();
    }

    @Override
    public final boolean isOpen() {
        Open<K, S> current = open;
        return current != null && current.bytes().isOpen();
    }

    @Override
    public final void close() {
        Open<K, S> current = open;
        open = null;
        if (current != null) {
            current.buffer().close();
            current.bytes().close();
        }
    }
}
