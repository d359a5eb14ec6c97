package dev.millrace.broker.group;

/**
 * An offset that a group has committed for a partition.
 *
 * <p>Immutable.
 *
 * @param offset next offset to be read
 * @param leaderEpoch epoch of the record before it; -1 if the client did not say
 * @param metadata free text of the client
 * @param commitMs when it was committed, in milliseconds since 1970
 * @param expireMs when it is to be forgotten, by the client's wish; -1 if the broker's retention holds
 */
public record CommittedOffset(long offset, int leaderEpoch, String metadata, long commitMs, long expireMs) {
    /** Stands for "the broker's retention holds". */
    public static final long NO_EXPIRY = -1;
}
