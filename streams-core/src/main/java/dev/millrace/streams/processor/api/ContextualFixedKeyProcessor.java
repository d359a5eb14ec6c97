package dev.millrace.streams.processor.api;

/**
 * A {@link FixedKeyProcessor} that keeps its context, for subclasses to use.
 *
 * @param <KIn> type of keys
 * @param <VIn> value type of records it receives
 * @param <VOut> value type of records it forwards
 */
public abstract class ContextualFixedKeyProcessor<KIn, VIn, VOut> implements FixedKeyProcessor<KIn, VIn, VOut> {
    private FixedKeyProcessorContext<KIn, VOut> context;

    /** To be extended. */
    protected ContextualFixedKeyProcessor() {}

    @Override
    public void init(FixedKeyProcessorContext<KIn, VOut> context) {
        this.context = context;
    }

    /** What {@link #init} was called with; null before that. */
    protected final FixedKeyProcessorContext<KIn, VOut> context() {
        return context;
    }
}
