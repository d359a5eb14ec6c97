package dev.millrace.streams.internal.state.versioned;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.spi.BatchRestore;
import dev.millrace.streams.internal.spi.ChangelogWriter;
import dev.millrace.streams.internal.spi.StoreRuntime;
import dev.millrace.streams.internal.state.buffer.KeyForm;
import dev.millrace.streams.internal.state.buffer.ValueForm;
import dev.millrace.streams.internal.state.bytes.OrderedBytes;
import dev.millrace.streams.internal.state.query.StorePosition;
import dev.millrace.streams.internal.state.query.StoreQueries;
import dev.millrace.streams.internal.state.typed.Facade;
import dev.millrace.streams.processor.StateStore;
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
public class VersionedFacade<K, V> extends Facade<VersionedFacade.Open<K, V>> implements VersionedKeyValueStore<K, V> {
    private final VersionedSpec<K, V> spec;

    /** What there is between init and close. */
    record Open<K, V>(
            StoreRuntime runtime,
            KeyForm<K> keys,
            ValueForm<V> values,
            OrderedBytes bytes,
            VersionBuffers<K, V> buffers,
            VersionBuffers<K, V> restoring,
            ChangelogWriter changelog,
            StorePosition position,
            StoreQueries answers)
            implements Facade.Opened {
        Versions<K, V> versions() {
            return buffers.versions();
        }

        @Override
        public void release() {
            buffers.close();
            restoring.close();
        }
    }

    /** A store that is not open yet. */
    public VersionedFacade(VersionedSpec<K, V> spec) {
        super(spec.name(), spec.opening());
        this.spec = spec;
    }

    @Override
    protected final Open<K, V> open(StoreRuntime runtime, StateStore root) {
        OrderedBytes bytes = spec.opening().open(runtime, root, forgotten -> {});
        String topic = runtime.applicationId() + "-" + name() + "-changelog";
        KeyForm<K> keys = spec.forms().keys(runtime, topic);
        ValueForm<V> values = spec.forms().values(runtime, topic);
        VersionBuffers<K, V> running = VersionBuffers.running(runtime, keys, values, bytes, spec.retentionMs());
        VersionBuffers<K, V> restoring = VersionBuffers.restoring(runtime, keys, values, bytes, spec.retentionMs());
        StorePosition position = new StorePosition(runtime, noted(bytes, running, restoring));
        StoreQueries answers = new StoreQueries(this, runtime, position);
        new VersionedAnswers<>(running.versions()).addTo(answers);
        ChangelogWriter changelog = spec.logging() ? runtime.changelog(name()) : ChangelogWriter.NONE;
        return new Open<>(
                runtime,
                keys,
                values,
                bytes,
                running,
                restoring,
                position.logging(changelog, position::current),
                position,
                answers);
    }

    /** Sets both clocks to the time that was noted with the entries; gives the position that was. */
    private static byte @Nullable [] noted(
            OrderedBytes bytes, VersionBuffers<?, ?> running, VersionBuffers<?, ?> restoring) {
        byte[] note = bytes.note();
        if (note == null) {
            return null;
        }
        running.versions().observe(ByteBuffer.wrap(note).getLong());
        restoring.versions().observe(running.versions().observedTime());
        return Arrays.copyOfRange(note, Long.BYTES, note.length);
    }

    @Override
    protected final BatchRestore restore(Open<K, V> opened) {
        return new RestoredVersions(this::restore, opened.position(), this::applyRestored);
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
        if (validTo == PUT_RETURN_CODE_NOT_PUT) {
            current.runtime().recordDropped();
        }
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
}
