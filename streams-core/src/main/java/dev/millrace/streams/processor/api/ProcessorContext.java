package dev.millrace.streams.processor.api;

/**
 * A {@link ProcessingContext} that can forward records.
 *
 * @param <KForward> key type of forwarded records
 * @param <VForward> value type of forwarded records
 */
public interface ProcessorContext<KForward, VForward> extends ProcessingContext {
    /** Hands {@code record} to every child, in the order in which they were added; returns when all are done. */
    <K extends KForward, V extends VForward> void forward(Record<K, V> record);

    /**
     * Hands {@code record} to the child called {@code childName} alone.
     *
     * @throws dev.millrace.streams.errors.StreamsException if there is no such child
     */
    <K extends KForward, V extends VForward> void forward(Record<K, V> record, String childName);
}
