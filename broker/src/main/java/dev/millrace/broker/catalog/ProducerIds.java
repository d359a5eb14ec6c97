package dev.millrace.broker.catalog;

/** Hands out producer ids, each once, also across restarts. */
public final class ProducerIds {

    private ProducerIds() {}

    /**
     * Returns an id that was never returned before.
     *
     * @throws java.io.UncheckedIOException if the disk fails to note that the id is taken
     */
    public long next() {
        throw new UnsupportedOperationException();
    }
}
