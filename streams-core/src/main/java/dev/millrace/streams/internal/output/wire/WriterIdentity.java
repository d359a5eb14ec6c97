package dev.millrace.streams.internal.output.wire;

/**
 * Under which name a partition is written: the broker takes batches of one identity in the order of their sequence,
 * each once, and none of a lower epoch after one of a higher. <i>Immutable.</i>
 */
record WriterIdentity(long id, short epoch) {
    /** Whether there is an epoch after this one. */
    boolean hasNext() {
        return epoch < Short.MAX_VALUE;
    }

    /** The same at the next epoch: once it has written, nothing that is still under way from before can. */
    WriterIdentity next() {
        if (!hasNext()) {
            throw new IllegalStateException("producer " + id + " has used up its epochs");
        }
        return new WriterIdentity(id, (short) (epoch + 1));
    }
}
