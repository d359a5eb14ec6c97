package dev.millrace.streams.processor.api;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link FixedKeyProcessor} may ask of its task. <i>Confined to the thread that owns the task.</i>
 *
 * @param <KForward> type of keys
 * @param <VForward> type of values forwarded
 */
public interface FixedKeyProcessorContext<KForward, VForward> extends ProcessingContext {
    /** Hands {@code record} to all child nodes, one after the other, before it returns. */
    <K extends KForward, V extends VForward> void forward(FixedKeyRecord<K, V> record);

    /**
     * Hands {@code record} to one child node.
     *
     * @param childName name of a direct child; null for all
     * @throws dev.millrace.streams.errors.StreamsException if there is no child of that name
     */
    <K extends KForward, V extends VForward> void forward(FixedKeyRecord<K, V> record, @Nullable String childName);
}
