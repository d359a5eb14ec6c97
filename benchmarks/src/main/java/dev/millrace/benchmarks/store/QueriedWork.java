package dev.millrace.benchmarks.store;

/** A work whose store another thread reads meanwhile. */
public interface QueriedWork extends StoreWork {

    /**
     * Reads one key. To be called by one thread, another than the one that works.
     *
     * @return what was read
     */
    Object query();
}
