package dev.millrace.broker.transaction;

/**
 * A producer: the id of its partitions' memory, and which incarnation it is.
 *
 * <p>Immutable.
 *
 * @param id producer id; -1 stands for nobody
 * @param epoch rises with each incarnation; -1 with nobody
 */
public record ProducerIdentity(long id, short epoch) {
    /** Nobody. */
    public static final ProducerIdentity NONE = new ProducerIdentity(-1, (short) -1);

    /** The largest epoch is kept for markers, so that nothing of the producer comes behind them. */
    private static final short LAST_USABLE = Short.MAX_VALUE - 1;

    /** Returns whether this stands for nobody. */
    public boolean isNone() {
        return id < 0;
    }

    boolean isExhausted() {
        return epoch >= LAST_USABLE;
    }

    ProducerIdentity next() {
        return new ProducerIdentity(id, (short) (epoch + 1));
    }
}
