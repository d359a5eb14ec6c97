package dev.millrace.streams.internal.state.versioned;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.internal.state.buffer.StoreOpening;
import dev.millrace.streams.internal.state.typed.Forms;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.StateStoreContext;
import dev.millrace.streams.query.Position;
import dev.millrace.streams.query.PositionBound;
import dev.millrace.streams.query.Query;
import dev.millrace.streams.query.QueryConfig;
import dev.millrace.streams.query.QueryResult;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.VersionedBytesStore;
import dev.millrace.streams.state.VersionedRecord;

/**
 * Our versioned store for a layer of somebody else's, which logs and converts for itself. Flushing brings
 * everything to disk, since that layer may know nothing of commits. What a versioned store has no answer to is
 * refused. Threads: as in {@link VersionedFacade}.
 */
public final class VersionedBytes implements VersionedBytesStore {
    private final VersionedFacade<Bytes, byte[]> versions;

    /** A store that is not open yet. */
    public VersionedBytes(String name, StoreOpening opening, long retentionMs) {
        versions = new VersionedFacade<>(new VersionedSpec<>(name, Forms.raw(), opening, retentionMs, false));
    }

    @Override
    public String name() {
        return versions.name();
    }

    @Override
    public void init(StateStoreContext stateStoreContext, StateStore root) {
        versions.init(stateStoreContext, root);
    }

    @Override
    public long put(Bytes key, byte @Nullable [] value, long timestamp) {
        return versions.put(key, value, timestamp);
    }

    @Override
    public byte @Nullable [] get(Bytes key) {
        return stamped(versions.get(key));
    }

    @Override
    public byte @Nullable [] get(Bytes key, long asOfTimestamp) {
        return stamped(versions.get(key, asOfTimestamp));
    }

    @Override
    public byte @Nullable [] delete(Bytes key, long timestamp) {
        return stamped(versions.delete(key, timestamp));
    }

    private static byte @Nullable [] stamped(@Nullable VersionedRecord<byte[]> version) {
        return version == null
                ? null
                : ByteBuffer.allocate(Long.BYTES + version.value().length)
                        .putLong(version.timestamp())
                        .put(version.value())
                        .array();
    }

    @Override
    public void put(Bytes key, byte @Nullable [] value) {
        throw refused("a put without a time stamp");
    }

    @Override
    public byte @Nullable [] putIfAbsent(Bytes key, byte @Nullable [] value) {
        throw refused("putIfAbsent");
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        throw refused("putAll");
    }

    @Override
    public byte @Nullable [] delete(Bytes key) {
        throw refused("a deletion without a time stamp");
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
        throw refused("a range");
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        throw refused("a walk over all keys");
    }

    @Override
    public long approximateNumEntries() {
        throw refused("a count");
    }

    private UnsupportedOperationException refused(String what) {
        return new UnsupportedOperationException("Versioned store " + name() + " does not offer " + what);
    }

    @Override
    public <R> QueryResult<R> query(Query<R> query, PositionBound positionBound, QueryConfig config) {
        return versions.query(query, positionBound, config);
    }

    @Override
    public Position getPosition() {
        return versions.getPosition();
    }

    @Override
    public void flush() {
        versions.commitAndSync();
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        versions.commit(changelogOffsets);
    }

    @Override
    public @Nullable Long committedOffset(TopicPartition partition) {
        return versions.committedOffset(partition);
    }

    @Override
    public boolean managesOffsets() {
        return versions.managesOffsets();
    }

    @Override
    public boolean persistent() {
        return versions.persistent();
    }

    @Override
    public boolean isOpen() {
        return versions.isOpen();
    }

    @Override
    public void close() {
        versions.close();
    }
}
