package dev.millrace.streams.internal.runtime.stores;

import java.util.List;
import java.util.Optional;

import org.apache.kafka.common.TopicPartition;

import dev.millrace.streams.internal.spi.DropMeter;
import dev.millrace.streams.processor.RecordContext;
import dev.millrace.streams.processor.api.RecordMetadata;

/** What is going on in a task, as its stores see it. <i>Confined to the owner of the task.</i> */
public interface TaskMoment extends DropMeter {
    /** As {@link dev.millrace.streams.internal.spi.StoreRuntime#currentRecord()}. */
    RecordContext currentRecord();

    /** As {@link dev.millrace.streams.internal.spi.StoreRuntime#inputs()}. */
    List<TopicPartition> inputs();

    /** As {@link dev.millrace.streams.internal.spi.StoreRuntime#currentInput()}. */
    int currentInput();

    /** As {@link dev.millrace.streams.internal.spi.StoreRuntime#currentOffset()}. */
    long currentOffset();

    /** Where the record being processed was read from; empty if none is. */
    Optional<RecordMetadata> recordMetadata();

    /** Makes {@code record} the current one while {@code action} runs. */
    void runAs(RecordContext record, Runnable action);

    /** Wall-clock time of the step under way, milliseconds since the epoch. */
    long systemTimeMs();

    /** Largest time of the records taken; -1 before the first. */
    long streamTimeMs();

    /** Brings the next commit of the task forward. */
    void requestCommit();
}
