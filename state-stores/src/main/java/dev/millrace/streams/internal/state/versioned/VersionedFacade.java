package dev.millrace.streams.internal.state.versioned;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.errors.InvalidStateStoreException;
import dev.millrace.streams.internal.spi.ChangelogWriter;
import dev.millrace.streams.internal.spi.StoreRuntime;
import dev.millrace.streams.internal.state.buffer.KeyForm;
import dev.millrace.streams.internal.state.buffer.ValueForm;
import dev.millrace.streams.internal.state.bytes.OrderedBytes;
import dev.millrace.streams.internal.state.query.StorePosition;
import dev.millrace.streams.internal.state.query.StoreQueries;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.StateStoreContext;
import dev.millrace.streams.query.Position;
import dev.millrace.streams.query.PositionBound;
import dev.millrace.streams.query.Query;
import dev.millrace.streams.query.QueryConfig;
import dev.millrace.streams.query.QueryResult;
import dev.millrace.streams.state.VersionedKeyValueStore;
import dev.millrace.streams.state.VersionedRecord;

import static java.util.Objects.requireNonNull;

/**
 * A versioned store as processors and queries see it: checks what it is given, logs each version with its own time
 * stamp, and keeps the largest time stamp it has seen with its entries, so that history does not grow longer by a
 * restart.
 *
 * <p>Reads are <i>thread-safe: those of the versions are, and they are published by a volatile write;</i> all else is
 * confined to the thread that owns the task.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public class VersionedFacade<K, V> implements VersionedKeyValueStore<K, V> {
    private final VersionedSpec<K, V> spec;
    private volatile @Nullable Open<K, V> open;

    /** What there is between init and close. */
    private record Open<K, V>(
            KeyForm<K> keys,
            ValueForm<V> values,
            OrderedBytes bytes,
            VersionBuffers<K, V> buffers,
            VersionBuffers<K, V> restoring,
            ChangelogWriter changelog,
            StorePosition position,
            StoreQueries queries) {
        Versions<K, V> versions() {
            return buffers.versions();
        }
    }

    /** A store that is not open yet. */
    public VersionedFacade(VersionedSpec<K, V> spec) {
        this.spec = spec;
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public void init(StateStoreContext stateStoreContext, StateStore root) {
        if (!(stateStoreContext instanceof StoreRuntime runtime)) {
            throw new IllegalArgumentException("Store " + name() + " must be initialised with the context that the"
                    + " runtime or the test driver hands out, not with a "
                    + stateStoreContext.getClass().getName());
        }
        OrderedBytes bytes = spec.opening().open(runtime, root, forgotten -> {});
        open = opened(runtime, bytes);
        runtime.register(root, new RestoredVersions(this::restore, this::applyRestored));
    }

    private Open<K, V> opened(StoreRuntime runtime, OrderedBytes bytes) {
        String topic = runtime.applicationId() + "-" + name() + "-changelog";
        KeyForm<K> keys = spec.forms().keys(runtime, topic);
        ValueForm<V> values = spec.forms().values(runtime, topic);
        VersionBuffers<K, V> running = VersionBuffers.running(runtime, keys, values, bytes, spec.retentionMs());
        VersionBuffers<K, V> restoring = VersionBuffers.restoring(runtime, keys, values, bytes, spec.retentionMs());
        byte[] note = bytes.note();
        byte[] position = null;
        if (note != null) {
            running.versions().observe(ByteBuffer.wrap(note).getLong());
            restoring.versions().observe(running.versions().observedTime());
            position = Arrays.copyOfRange(note, Long.BYTES, note.length);
        }
        StoreQueries queries = new StoreQueries(this, runtime.taskId().partition());
        new VersionedAnswers<>(running.versions()).addTo(queries);
        ChangelogWriter changelog = spec.logging() ? runtime.changelog(name()) : ChangelogWriter.NONE;
        return new Open<>(
                keys, values, bytes, running, restoring, changelog, new StorePosition(runtime, position), queries);
    }

    private Open<K, V> opened() {
        Open<K, V> current = open;
        if (current == null) {
            throw new InvalidStateStoreException("Store " + name() + " is currently closed");
        }
        return current;
    }

    private static <T> T requireKey(@Nullable T key) {
        return requireNonNull(key, "key cannot be null");
    }

    @Override
    public long put(K key, @Nullable V value, long timestamp) {
        requireKey(key);
        Open<K, V> current = opened();
        Object held = value == null ? null : current.values().held(value);
        byte[] keyBytes = current.keys().bytes(current.keys().held(key));
        long validTo = current.versions().put(key, keyBytes, held, timestamp);
        // Logged even if it was too old, as Kafka Streams does: who restores decides again.
        byte[] raw = held == null ? null : current.values().raw(held);
        current.changelog().log(keyBytes, raw, timestamp, null);
        current.position().changed();
        return validTo;
    }

    @Override
    public @Nullable VersionedRecord<V> delete(K key, long timestamp) {
        VersionedRecord<V> former = get(key, timestamp);
        return put(key, null, timestamp) == PUT_RETURN_CODE_NOT_PUT ? null : former;
    }

    @Override
    public @Nullable VersionedRecord<V> get(K key) {
        requireKey(key);
        return opened().versions().get(key);
    }

    /** As in Kafka Streams, the end of the version is left out here; queries have it. */
    @Override
    public @Nullable VersionedRecord<V> get(K key, long asOfTimestamp) {
        requireKey(key);
        VersionedRecord<V> version = opened().versions().get(key, asOfTimestamp);
        return version == null ? null : new VersionedRecord<>(version.value(), version.timestamp());
    }

    @Override
    public <R> QueryResult<R> query(Query<R> query, PositionBound positionBound, QueryConfig config) {
        Open<K, V> current = open;
        return current == null
                ? StoreQueries.closed(this)
                : current.queries()
                        .ask(query, positionBound, config, current.position().current());
    }

    @Override
    public Position getPosition() {
        return opened().position().current();
    }

    private void restore(byte[] key, byte @Nullable [] value, long timestamp) {
        Open<K, V> current = opened();
        Object held = value == null ? null : current.values().read(value);
        current.restoring().versions().put(current.keys().read(key), key, held, timestamp);
    }

    private void applyRestored(Map<TopicPartition, Long> offsets) {
        Open<K, V> current = opened();
        current.versions().observe(current.restoring().versions().observedTime());
        note(current);
        current.restoring().commit(offsets);
        current.bytes().apply();
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        Open<K, V> current = opened();
        note(current);
        current.buffers().commit(changelogOffsets);
    }

    private static void note(Open<?, ?> current) {
        byte[] position = current.position().bytes();
        current.bytes()
                .note(ByteBuffer.allocate(Long.BYTES + position.length)
                        .putLong(current.versions().observedTime())
                        .put(position)
                        .array());
    }

    /** Brings everything to disk at once, for {@link VersionedBytes}. */
    final void commitAndSync() {
        commit(Map.of());
        OrderedBytes bytes = opened().bytes();
        bytes.apply();
        bytes.sync();
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
        Open<K, V> current = open;
        return current != null && current.bytes().isOpen();
    }

    @Override
    public void close() {
        Open<K, V> current = open;
        open = null;
        if (current != null) {
            current.buffers().close();
            current.restoring().close();
            current.bytes().close();
        }
    }
}
