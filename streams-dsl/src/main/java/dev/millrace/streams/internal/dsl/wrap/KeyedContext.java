package dev.millrace.streams.internal.dsl.wrap;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.change.ContextView;
import dev.millrace.streams.processor.api.FixedKeyProcessorContext;
import dev.millrace.streams.processor.api.InternalFixedKeyRecordFactory;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;

/**
 * The context of a processor with fixed keys, for an operator that is written for any keys and leaves them alone.
 * <i>Confined to the owner of the task.</i>
 */
final class KeyedContext<KForward, VForward> extends ContextView implements ProcessorContext<KForward, VForward> {
    private final FixedKeyProcessorContext<KForward, VForward> context;

    KeyedContext(FixedKeyProcessorContext<KForward, VForward> context) {
        super(context);
        this.context = context;
    }

    @Override
    public <K extends KForward, V extends VForward> void forward(Record<K, V> record) {
        context.forward(InternalFixedKeyRecordFactory.create(record));
    }

    @Override
    public <K extends KForward, V extends VForward> void forward(Record<K, V> record, @Nullable String childName) {
        context.forward(InternalFixedKeyRecordFactory.create(record), childName);
    }
}
