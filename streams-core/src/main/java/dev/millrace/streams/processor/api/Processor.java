package dev.millrace.streams.processor.api;

/**
 * Handles records one at a time, and may forward records to its children through its context.
 *
 * <p>Each task has an instance of its own, called by one thread at a time.
 *
 * @param <KIn> key type of records it receives
 * @param <VIn> value type of records it receives
 * @param <KOut> key type of records it forwards
 * @param <VOut> value type of records it forwards
 */
@FunctionalInterface
public interface Processor<KIn, VIn, KOut, VOut> {
    /** Called once before the first record, with the stores connected to this processor ready to use. */
    default void init(ProcessorContext<KOut, VOut> context) {}

    /** Handles one record. An exception is offered to the processing exception handler. */
    void process(Record<KIn, VIn> record);

    /** Called once after the last record. Stores are closed by the runtime, not here. */
    default void close() {}
}
