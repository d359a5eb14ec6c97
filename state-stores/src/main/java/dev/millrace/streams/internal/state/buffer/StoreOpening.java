package dev.millrace.streams.internal.state.buffer;

import java.util.function.Consumer;

import dev.millrace.streams.internal.spi.StoreRuntime;
import dev.millrace.streams.internal.state.bytes.OrderedBytes;
import dev.millrace.streams.processor.StateStore;

/**
 * How the bytes of one store are opened, and what is known of them before. <i>Confined to the owner of the task.</i>
 */
public interface StoreOpening {
    /**
     * Opens them.
     *
     * @param root the outermost layer of the store
     * @param forgotten to be told the keys of entries that go away by themselves
     */
    OrderedBytes open(StoreRuntime runtime, StateStore root, Consumer<byte[]> forgotten);

    /** Whether entries outlive the process. */
    boolean persistent();

    /** Whether changelog offsets are kept with the entries. */
    boolean keepsOffsets();

    /** Whether opening them registers the store with its task, together with how it is restored. */
    boolean registers();
}
