package dev.millrace.streams.errors;

import java.util.Optional;

import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.TaskId;

/** The root of what the streams library throws; may name the task in which it happened. */
public class StreamsException extends KafkaException {
    private @Nullable TaskId taskId;

    /** With a message. */
    public StreamsException(String message) {
        this(message, (TaskId) null);
    }

    /** With a message and the task it concerns. */
    public StreamsException(String message, @Nullable TaskId taskId) {
        super(message);
        this.taskId = taskId;
    }

    /** With a message and its cause. */
    public StreamsException(String message, @Nullable Throwable cause) {
        this(message, cause, null);
    }

    /** With a message, its cause and the task it concerns. */
    public StreamsException(String message, @Nullable Throwable cause, @Nullable TaskId taskId) {
        super(message, cause);
        this.taskId = taskId;
    }

    /** Wraps {@code cause}. */
    public StreamsException(Throwable cause) {
        this(cause, null);
    }

    /** Wraps {@code cause}, naming the task it concerns. */
    public StreamsException(Throwable cause, @Nullable TaskId taskId) {
        super(cause);
        this.taskId = taskId;
    }

    /** The task in which this happened, if known. */
    public Optional<TaskId> taskId() {
        return Optional.ofNullable(taskId);
    }

    /** Names the task in which this happened. */
    public void setTaskId(TaskId taskId) {
        this.taskId = taskId;
    }
}
