package dev.millrace.streams.internal.state.versioned;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.errors.InvalidStateStoreException;
import dev.millrace.streams.internal.spi.ChangelogWriter;
import dev.millrace.streams.internal.spi.StoreRuntime;
import dev.millrace.streams.internal.state.buffer.KeyForm;
import dev.millrace.streams.internal.state.buffer.ValueForm;
import dev.millrace.streams.internal.state.query.StorePosition;
import dev.millrace.streams.internal.state.typed.Forms;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.StateStoreContext;
import dev.millrace.streams.query.Position;
import dev.millrace.streams.query.PositionBound;
import dev.millrace.streams.query.Query;
import dev.millrace.streams.query.QueryConfig;
import dev.millrace.streams.query.QueryResult;
import dev.millrace.streams.state.VersionedBytesStore;
import dev.millrace.streams.state.VersionedKeyValueStore;
import dev.millrace.streams.state.VersionedRecord;

import static java.util.Objects.requireNonNull;

/**
 * A user's versioned store of bytes with types and a changelog. Which versions it keeps is its own affair; it is
 * restored as it registered itself. Queries go to it in terms of bytes: see {@link SuppliedVersionAnswers}.
 *
 * <p>Reads may happen on any thread that the user's store allows them on; all else is confined to the thread that owns
 * the task.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public final class SuppliedVersions<K, V> implements VersionedKeyValueStore<K, V> {
    private final VersionedBytesStore store;
    private final Forms<K, V> forms;
    private final boolean logging;
    private volatile @Nullable Open<K, V> open;

    /** What there is between init and close. */
    private record Open<K, V>(KeyForm<K> keys, ValueForm<V> values, ChangelogWriter changelog) {}

    /** Over a store that is not open yet. */
    public SuppliedVersions(VersionedBytesStore store, Forms<K, V> forms, boolean logging) {
        this.store = store;
        this.forms = forms;
        this.logging = logging;
    }

    @Override
    public String name() {
        return store.name();
    }

    @Override
    public void init(StateStoreContext stateStoreContext, StateStore root) {
        if (!(stateStoreContext instanceof StoreRuntime runtime)) {
            throw new IllegalArgumentException(
                    "Not the context of a task: " + stateStoreContext.getClass().getName() + ", for store " + name());
        }
        String topic = runtime.applicationId() + "-" + name() + "-changelog";
        ChangelogWriter changelog = logging ? runtime.changelog(name()) : ChangelogWriter.NONE;
        ChangelogWriter positioned = new StorePosition(runtime, null).logging(changelog, store::getPosition);
        open = new Open<>(forms.keys(runtime, topic), forms.values(runtime, topic), positioned);
        store.init(runtime, root);
    }

    private Open<K, V> opened() {
        Open<K, V> current = open;
        if (current == null) {
            throw new InvalidStateStoreException("Store " + name() + " is currently closed");
        }
        return current;
    }

    private static <K> byte[] bytesOf(Open<K, ?> current, K key) {
        return current.keys().bytes(current.keys().held(requireNonNull(key, "key cannot be null")));
    }

    @Override
    public long put(K key, @Nullable V value, long timestamp) {
        Open<K, V> current = opened();
        byte[] keyBytes = bytesOf(current, key);
        Object held = value == null ? null : current.values().held(value);
        byte[] raw = held == null ? null : current.values().raw(held);
        long validTo = store.put(Bytes.wrap(keyBytes), raw, timestamp);
        current.changelog().log(keyBytes, raw, timestamp, null);
        return validTo;
    }

    @Override
    public @Nullable VersionedRecord<V> delete(K key, long timestamp) {
        Open<K, V> current = opened();
        byte[] keyBytes = bytesOf(current, key);
        byte[] former = store.delete(Bytes.wrap(keyBytes), timestamp);
        current.changelog().log(keyBytes, null, timestamp, null);
        return record(current, former);
    }

    @Override
    public @Nullable VersionedRecord<V> get(K key) {
        Open<K, V> current = opened();
        return record(current, store.get(Bytes.wrap(bytesOf(current, key))));
    }

    @Override
    public @Nullable VersionedRecord<V> get(K key, long asOfTimestamp) {
        Open<K, V> current = opened();
        return record(current, store.get(Bytes.wrap(bytesOf(current, key)), asOfTimestamp));
    }

    private static <V> @Nullable VersionedRecord<V> record(Open<?, V> current, byte @Nullable [] stamped) {
        if (stamped == null) {
            return null;
        }
        byte[] raw = Arrays.copyOfRange(stamped, Long.BYTES, stamped.length);
        V value = current.values().value(current.values().read(raw));
        return new VersionedRecord<>(value, ByteBuffer.wrap(stamped).getLong());
    }

    @Override
    public <R> QueryResult<R> query(Query<R> query, PositionBound positionBound, QueryConfig config) {
        Open<K, V> current = opened();
        QueryResult<R> result =
                new SuppliedVersionAnswers<>(current.keys(), current.values(), store).ask(query, positionBound, config);
        if (config.isCollectExecutionInfo()) {
            result.addExecutionInfo("Handled in " + getClass() + " by store " + name());
        }
        return result;
    }

    @Override
    public Position getPosition() {
        return store.getPosition();
    }

    @Override
    public void flush() {
        store.flush();
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        store.commit(changelogOffsets);
    }

    @Override
    public @Nullable Long committedOffset(TopicPartition partition) {
        return store.committedOffset(partition);
    }

    @Override
    public boolean managesOffsets() {
        return store.managesOffsets();
    }

    @Override
    public boolean persistent() {
        return store.persistent();
    }

    @Override
    public boolean isOpen() {
        return open != null && store.isOpen();
    }

    @Override
    public void close() {
        open = null;
        store.close();
    }
}
