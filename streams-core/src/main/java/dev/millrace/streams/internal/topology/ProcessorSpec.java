package dev.millrace.streams.internal.topology;

import java.util.List;

import dev.millrace.streams.processor.api.ProcessorSupplier;

/**
 * A node that runs a processor. <i>Immutable.</i>
 *
 * @param supplier makes the processor of each task
 */
public record ProcessorSpec(String name, ProcessorSupplier<?, ?, ?, ?> supplier, List<String> parents)
        implements NodeSpec {
    /** Keeps a copy of {@code parents}. */
    public ProcessorSpec {
        parents = List.copyOf(parents);
    }
}
