package dev.millrace.streams.processor.api;

/**
 * A processor that keeps its context, for subclasses to use.
 *
 * @param <KIn> key type of records it receives
 * @param <VIn> value type of records it receives
 * @param <KOut> key type of records it forwards
 * @param <VOut> value type of records it forwards
 */
public abstract class ContextualProcessor<KIn, VIn, KOut, VOut> implements Processor<KIn, VIn, KOut, VOut> {
    private ProcessorContext<KOut, VOut> context;

    /** For subclasses. */
    protected ContextualProcessor() {}

    @Override
    public void init(ProcessorContext<KOut, VOut> context) {
        this.context = context;
    }

    /** The context this processor was initialised with; null before {@link #init}. */
    protected final ProcessorContext<KOut, VOut> context() {
        return context;
    }
}
