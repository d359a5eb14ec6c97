package dev.millrace.streams.internal.runtime.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.metrics.TaskMeters;
import dev.millrace.streams.internal.output.CurrentRecord;
import dev.millrace.streams.internal.output.FailureContext;
import dev.millrace.streams.internal.runtime.stores.TaskMoment;
import dev.millrace.streams.processor.RecordContext;
import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.processor.api.RecordMetadata;

import static java.util.Objects.requireNonNull;

/**
 * What is going on in a task: one object for its whole life, overwritten record by record.
 *
 * <p>It knows where the input came from, either as the raw record just taken or as a {@link RecordContext} kept from
 * before, and the typed record in its current form, which changes as it is forwarded. A value that may be kept is made
 * only when somebody asks, and then once for as long as time and headers stay the same.
 *
 * <p><i>Confined to the owner of the task.</i>
 */
public final class RecordFrame implements TaskMoment, CurrentRecord {
    private static final int UNKNOWN_INPUT = -2;

    private final TaskId task;
    private final List<TopicPartition> inputs;
    private final TaskMeters meters;

    private @Nullable ConsumerRecord<byte[], byte[]> input;
    private @Nullable RecordContext origin;

    /** Where the input came from, as an index in {@link #inputs}; looked up when asked for. */
    private int inputIndex = UNKNOWN_INPUT;

    private @Nullable Record<?, ?> record;

    /** Made of {@link #keptOf}; null until asked for. */
    private @Nullable KeptRecord kept;

    private @Nullable Record<?, ?> keptOf;

    private final Map<String, Long> numbers = new HashMap<>();
    private long systemTimeMs;
    private long streamTimeMs = -1;
    private boolean commitRequested;
    private boolean keepsInput;

    /** A frame for {@code task}, which reads {@code inputs}, with nothing going on. */
    public RecordFrame(TaskId task, List<TopicPartition> inputs, TaskMeters meters) {
        this.task = requireNonNull(task, "task");
        this.inputs = List.copyOf(inputs);
        this.meters = requireNonNull(meters, "meters");
    }

    /** What is kept of records from here on has the bytes of the input, for handlers of errors that come later. */
    public void keepInput() {
        keepsInput = true;
    }

    /** An input record is being processed from here on. */
    public void begin(ConsumerRecord<byte[], byte[]> raw, Record<?, ?> typed, long newStreamTimeMs) {
        input = raw;
        inputIndex = UNKNOWN_INPUT;
        record = typed;
        streamTimeMs = newStreamTimeMs;
        kept = null;
    }

    /** Something without an input record is going on from here on, at {@code timestamp}. */
    public void beginWithoutInput(long timestamp) {
        end();
        origin = KeptRecord.withoutInput(timestamp);
    }

    /** Nothing is going on any more. */
    public void end() {
        input = null;
        origin = null;
        inputIndex = UNKNOWN_INPUT;
        record = null;
        kept = null;
        keptOf = null;
    }

    /** {@code next} is the current form of the record; returns the former one, for {@link #leave}. */
    @Nullable
    Record<?, ?> enter(Record<?, ?> next) {
        Record<?, ?> former = record;
        record = next;
        return former;
    }

    /** Back to what {@link #enter} returned. */
    void leave(@Nullable Record<?, ?> former) {
        record = former;
    }

    /** What operators want committed with the offsets, by name; may be changed. */
    public Map<String, Long> numbers() {
        return numbers;
    }

    /** Sets the wall clock for the step under way. */
    public void setSystemTimeMs(long nowMs) {
        systemTimeMs = nowMs;
    }

    /** Sets the stream time where it was left, before the first record. */
    public void setStreamTimeMs(long timeMs) {
        streamTimeMs = timeMs;
    }

    @Override
    public long systemTimeMs() {
        return systemTimeMs;
    }

    @Override
    public long streamTimeMs() {
        return streamTimeMs;
    }

    @Override
    public void recordDropped() {
        meters.recordDropped();
    }

    @Override
    public void requestCommit() {
        commitRequested = true;
    }

    /** Whether a commit was asked for since the last {@link #commitDone()}. */
    public boolean commitRequested() {
        return commitRequested;
    }

    /** The commit asked for is done. */
    public void commitDone() {
        commitRequested = false;
    }

    @Override
    public RecordContext currentRecord() {
        if (record == null && origin != null) {
            return origin;
        }
        if (kept == null || !fits(kept)) {
            KeptRecord place = new KeptRecord(topic(), partition(), offset(), timestamp(), recordHeaders());
            kept = keepsInput && input != null ? new KeptRecord(place, input) : place;
            keptOf = record;
        }
        return kept;
    }

    @Override
    public List<TopicPartition> inputs() {
        return inputs;
    }

    @Override
    public int currentInput() {
        if (inputIndex == UNKNOWN_INPUT) {
            inputIndex = indexOfInput();
        }
        return inputIndex;
    }

    /** A task reads few partitions, so a walk is cheap; and topic names are mostly the same object. */
    private int indexOfInput() {
        String topic = topic();
        int partition = partition();
        for (int i = 0; i < inputs.size(); i++) {
            TopicPartition candidate = inputs.get(i);
            if (candidate.partition() == partition && candidate.topic().equals(topic)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public long currentOffset() {
        return offset();
    }

    @Override
    public Optional<RecordMetadata> recordMetadata() {
        if (input == null && origin == null) {
            return Optional.empty();
        }
        return Optional.of(currentRecord() instanceof RecordMetadata metadata ? metadata : metadataOf(currentRecord()));
    }

    @Override
    public void runAs(RecordContext changedBy, Runnable action) {
        ConsumerRecord<byte[], byte[]> formerInput = input;
        RecordContext formerOrigin = origin;
        Record<?, ?> formerRecord = record;
        KeptRecord formerKept = kept;
        Record<?, ?> formerKeptOf = keptOf;
        int formerInputIndex = inputIndex;
        end();
        origin = changedBy;
        try {
            action.run();
        } finally {
            input = formerInput;
            origin = formerOrigin;
            record = formerRecord;
            kept = formerKept;
            keptOf = formerKeptOf;
            inputIndex = formerInputIndex;
        }
    }

    @Override
    public FailureContext failureContext(@Nullable String nodeName) {
        Headers headers = recordHeaders();
        return new FailureContext(
                topic(),
                partition(),
                offset(),
                headers == null ? new RecordHeaders() : headers,
                nodeName,
                task,
                timestamp(),
                input != null ? input.key() : origin != null ? origin.sourceRawKey() : null,
                input != null ? input.value() : origin != null ? origin.sourceRawValue() : null);
    }

    /** The task whose frame this is. */
    public TaskId task() {
        return task;
    }

    /** Topic of the input; null if there is none. */
    public @Nullable String topic() {
        return input != null ? input.topic() : origin != null ? origin.topic() : null;
    }

    /** Partition of the input; -1 if there is none. */
    public int partition() {
        return input != null ? input.partition() : origin != null ? origin.partition() : -1;
    }

    /** Offset of the input; -1 if there is none. */
    public long offset() {
        return input != null ? input.offset() : origin != null ? origin.offset() : -1;
    }

    /** Without record and origin it is the first moment: what a store logs then must have a time that is one. */
    private long timestamp() {
        return record != null ? record.timestamp() : origin != null ? origin.timestamp() : 0;
    }

    private @Nullable Headers recordHeaders() {
        if (record != null) {
            return record.hasHeaders() ? record.headers() : null;
        }
        return origin != null ? origin.headers() : null;
    }

    private boolean fits(KeptRecord value) {
        if (keptOf == record) {
            return true;
        }
        return keptOf != null
                && record != null
                && value.timestamp() == record.timestamp()
                && !record.hasHeaders()
                && !keptOf.hasHeaders();
    }

    private static RecordMetadata metadataOf(RecordContext context) {
        return new KeptRecord(
                context.topic(), context.partition(), context.offset(), context.timestamp(), context.headers());
    }
}
