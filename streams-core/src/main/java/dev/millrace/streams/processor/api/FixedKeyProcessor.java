package dev.millrace.streams.processor.api;

/**
 * Processes records one at a time and never changes their keys. Otherwise as a {@link Processor}. <i>Confined to the
 * thread that owns the task.</i>
 *
 * @param <KIn> type of keys, of records received and forwarded
 * @param <VIn> value type of records it receives
 * @param <VOut> value type of records it forwards
 */
public interface FixedKeyProcessor<KIn, VIn, VOut> {
    /** Called before the first record; the default does nothing. */
    default void init(FixedKeyProcessorContext<KIn, VOut> context) {}

    /** Called for each record, in the order of the task. */
    void process(FixedKeyRecord<KIn, VIn> record);

    /** Called once after the last record; stores are still open. The default does nothing. */
    default void close() {}
}
