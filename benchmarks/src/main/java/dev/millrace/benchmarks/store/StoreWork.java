package dev.millrace.benchmarks.store;

/**
 * Something that programs do with a store again and again, written once for both libraries.
 *
 * <p><em>Confined to the benchmark's thread,</em> but for what a work says may be read by others.
 */
public interface StoreWork {

    /** Opens the store in a task and fills it. */
    void open(StoreTask task);

    /**
     * Does it once.
     *
     * @return what came out, so that it cannot be left out
     */
    Object once();
}
