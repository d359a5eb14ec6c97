package dev.millrace.streams.internal.state.query;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.spi.ChangelogWriter;
import dev.millrace.streams.internal.spi.StoreRuntime;
import dev.millrace.streams.internal.state.bytes.OrderedBytes;
import dev.millrace.streams.query.Position;

/**
 * How far a store has come in each input partition of its task: the highest offset of a record that changed it.
 *
 * <p>Each put writes one element of an array, with release semantics: a query that reads an offset and then the store
 * sees the change that the offset stands for. An object is made of it only when somebody asks.
 *
 * <p>A copy of the store comes to know the position from the headers of changelog records, if the application wants
 * that: see {@link PositionHeaders}.
 *
 * <p>{@link #current()} is <i>thread-safe: by that order of writes;</i> all else is confined to the thread that owns
 * the task.
 */
public final class StorePosition {
    private static final VarHandle OFFSET = MethodHandles.arrayElementVarHandle(long[].class);
    private static final long NONE = -1;

    private final StoreRuntime runtime;
    private final List<TopicPartition> inputs;
    private final long[] offsets;
    /** Of partitions that changed the store before, and that the task does not read any more. */
    private final Position others = Position.emptyPosition();

    private final boolean inHeaders;
    private boolean noted = true;

    /**
     * The position of a store of {@code runtime}.
     *
     * @param kept what {@link #keepIn} noted when the entries were last committed; null for a new store
     */
    public StorePosition(StoreRuntime runtime, byte @Nullable [] kept) {
        this.runtime = runtime;
        inputs = runtime.inputs();
        offsets = new long[inputs.size()];
        Arrays.fill(offsets, NONE);
        inHeaders = PositionHeaders.wanted(runtime.appConfigs());
        if (kept != null) {
            PositionV1.read(kept, this::keep);
        }
    }

    private void keep(TopicPartition partition, long offset) {
        int input = inputs.indexOf(partition);
        if (input < 0) {
            others.withComponent(partition.topic(), partition.partition(), offset);
        } else if (offset > offsets[input]) {
            OFFSET.setRelease(offsets, input, offset);
        }
    }

    /**
     * Where changes are to be logged: to {@code changelog}, with the position in the headers if the application wants
     * that.
     *
     * @param below the position of the entries, before or after the change
     */
    public ChangelogWriter logging(ChangelogWriter changelog, Supplier<Position> below) {
        if (!inHeaders || changelog == ChangelogWriter.NONE) {
            return changelog;
        }
        return (key, value, timestamp, headers) ->
                changelog.log(key, value, timestamp, PositionHeaders.with(changing(below.get()), headers));
    }

    private Position changing(Position position) {
        int input = runtime.currentInput();
        if (input >= 0) {
            TopicPartition partition = inputs.get(input);
            position.withComponent(partition.topic(), partition.partition(), runtime.currentOffset());
        }
        return position;
    }

    /** A record of the changelog with {@code headers} has been applied. */
    public void restored(Headers headers) {
        if (!inHeaders) {
            return;
        }
        Position position = PositionHeaders.position(headers);
        for (String topic : position.getTopics()) {
            position.getPartitionPositions(topic)
                    .forEach((partition, offset) -> keep(new TopicPartition(topic, partition), offset));
            noted = false;
        }
    }

    /** The record being processed has changed the store: to be called after the change can be read. */
    public void changed() {
        int input = runtime.currentInput();
        if (input >= 0) {
            long offset = runtime.currentOffset();
            // An entry that leaves a cache does so in the name of an older record.
            if (offset > offsets[input]) {
                OFFSET.setRelease(offsets, input, offset);
                noted = false;
            }
        }
    }

    /** The position now; a copy. */
    public Position current() {
        Position position = others.copy();
        for (int i = 0; i < offsets.length; i++) {
            long offset = (long) OFFSET.getAcquire(offsets, i);
            if (offset != NONE) {
                TopicPartition input = inputs.get(i);
                position.withComponent(input.topic(), input.partition(), offset);
            }
        }
        return position;
    }

    /** Notes the position in {@code bytes}, to be kept with the entries, if it has changed since the last call. */
    public void keepIn(OrderedBytes bytes) {
        if (!noted) {
            bytes.note(bytes());
        }
    }

    /** The position now, to be kept with the entries. */
    public byte[] bytes() {
        noted = true;
        return PositionV1.write(current());
    }
}
