package dev.millrace.broker.settings;

/**
 * How transactions are coordinated.
 *
 * <p>Immutable.
 *
 * @param maxTimeoutMs longest time-out that a producer may ask for ({@code transaction.max.timeout.ms})
 * @param idExpiryMs how long an unused transactional id is remembered ({@code transactional.id.expiration.ms})
 */
public record TransactionSettings(int maxTimeoutMs, long idExpiryMs) {
    /** A quarter of an hour and seven days, as Apache Kafka has it. */
    public static final TransactionSettings DEFAULTS = new TransactionSettings(900_000, 604_800_000L);

    /** Checks the bounds. */
    public TransactionSettings {
        Bounds.atLeast("transaction.max.timeout.ms", maxTimeoutMs, 1);
        Bounds.atLeast("transactional.id.expiration.ms", idExpiryMs, 1);
    }
}
