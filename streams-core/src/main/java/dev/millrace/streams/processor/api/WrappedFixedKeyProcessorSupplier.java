package dev.millrace.streams.processor.api;

/** The same as {@link WrappedProcessorSupplier} for processors that leave keys alone. */
public interface WrappedFixedKeyProcessorSupplier<KIn, VIn, VOut> extends FixedKeyProcessorSupplier<KIn, VIn, VOut> {}
