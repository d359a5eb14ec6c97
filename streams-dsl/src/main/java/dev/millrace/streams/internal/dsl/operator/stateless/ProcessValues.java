package dev.millrace.streams.internal.dsl.operator.stateless;

import dev.millrace.streams.processor.api.FixedKeyProcessor;
import dev.millrace.streams.processor.api.InternalFixedKeyRecordFactory;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;

/** Runs a processor of the user's that cannot change keys. <i>Confined to the owner of the task.</i> */
public final class ProcessValues<K, V, VOut> implements Processor<K, V, K, VOut> {
    private final FixedKeyProcessor<K, V, VOut> processor;

    /** Runs {@code processor}. */
    public ProcessValues(FixedKeyProcessor<K, V, VOut> processor) {
        this.processor = processor;
    }

    @Override
    public void init(ProcessorContext<K, VOut> context) {
        processor.init(new FixedKeyContext<>(context));
    }

    @Override
    public void process(Record<K, V> record) {
        processor.process(InternalFixedKeyRecordFactory.create(record));
    }

    @Override
    public void close() {
        processor.close();
    }
}
