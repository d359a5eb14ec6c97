package dev.millrace.streams.internal.dsl.operator.stateless;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.change.ContextView;
import dev.millrace.streams.processor.api.FixedKeyProcessorContext;
import dev.millrace.streams.processor.api.FixedKeyRecord;
import dev.millrace.streams.processor.api.InternalFixedKeyRecordFactory;
import dev.millrace.streams.processor.api.ProcessorContext;

/** A context that takes records with fixed keys only. <i>Confined to the owner of the task.</i> */
final class FixedKeyContext<KForward, VForward> extends ContextView
        implements FixedKeyProcessorContext<KForward, VForward> {
    private final ProcessorContext<KForward, VForward> context;

    FixedKeyContext(ProcessorContext<KForward, VForward> context) {
        super(context);
        this.context = context;
    }

    @Override
    public <K extends KForward, V extends VForward> void forward(FixedKeyRecord<K, V> record) {
        context.forward(InternalFixedKeyRecordFactory.open(record));
    }

    @Override
    public <K extends KForward, V extends VForward> void forward(
            FixedKeyRecord<K, V> record, @Nullable String childName) {
        context.forward(InternalFixedKeyRecordFactory.open(record), childName);
    }
}
