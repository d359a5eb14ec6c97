package dev.millrace.streams.kstream;

import dev.millrace.streams.processor.ProcessorContext;

/**
 * Makes values of values without their key.
 *
 * @param <V> type of values taken
 * @param <VR> type of values made
 * @deprecated since 4.0: nothing takes one any more; use a {@code FixedKeyProcessor}
 */
@Deprecated
public interface ValueTransformer<V, VR> {
    /** Called first. */
    void init(ProcessorContext context);

    /** The value made. */
    VR transform(V value);

    /** Called last. */
    void close();
}
