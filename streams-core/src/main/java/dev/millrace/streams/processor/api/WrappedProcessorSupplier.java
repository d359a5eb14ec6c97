package dev.millrace.streams.processor.api;

/** Makes processors that stand around others: see {@link ProcessorWrapper}. */
public interface WrappedProcessorSupplier<KIn, VIn, KOut, VOut> extends ProcessorSupplier<KIn, VIn, KOut, VOut> {}
