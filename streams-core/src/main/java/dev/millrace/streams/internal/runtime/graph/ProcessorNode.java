package dev.millrace.streams.internal.runtime.graph;

import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.errors.TaskCorruptedException;
import dev.millrace.streams.errors.TaskMigratedException;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.Record;

import static java.util.Objects.requireNonNull;

/**
 * A user's or an operator's processor in its place. <i>Confined to the owner of the task.</i>
 *
 * <p>What the processor throws goes to the exception handler, with two exceptions: what a node below has settled
 * already, and a {@code ClassCastException}, which is a mistake in the program and not in a record.
 */
final class ProcessorNode extends GraphNode {
    private final Processor<Object, Object, Object, Object> processor;
    private final NodeContext context;
    private final ProcessingFailures failures;

    ProcessorNode(
            Processor<Object, Object, Object, Object> processor, NodeContext context, ProcessingFailures failures) {
        super(context.nodeName());
        this.processor = requireNonNull(processor, "processor");
        this.context = context;
        this.failures = requireNonNull(failures, "failures");
        context.attach(this);
    }

    @Override
    void init() {
        try {
            processor.init(context);
        } catch (RuntimeException failed) {
            throw new StreamsException("failed to initialize processor " + name(), failed, context.taskId());
        }
    }

    @Override
    void process(Record<Object, Object> record) {
        try {
            processor.process(record);
        } catch (ProcessingFailure | TaskCorruptedException | TaskMigratedException settled) {
            throw settled;
        } catch (ClassCastException wrongType) {
            throw incompatible(record, wrongType);
        } catch (RuntimeException failed) {
            failures.dropOrFail(name(), record, failed);
        }
    }

    @Override
    void close() {
        try {
            processor.close();
        } catch (RuntimeException failed) {
            throw new StreamsException("failed to close processor " + name(), failed, context.taskId());
        }
    }

    private StreamsException incompatible(Record<?, ?> record, ClassCastException wrongType) {
        return new StreamsException(
                "ClassCastException invoking processor: " + name() + ". Its input types may not be those of the record"
                        + " it was given, with a key of type " + typeOf(record.key()) + " and a value of type "
                        + typeOf(record.value()) + ": check the serdes, default or given. The cast may also be one in"
                        + " the processor's own code, for example of a store.",
                wrongType,
                context.taskId());
    }

    private static String typeOf(Object object) {
        return object == null ? "null (unknown type)" : object.getClass().getName();
    }
}
