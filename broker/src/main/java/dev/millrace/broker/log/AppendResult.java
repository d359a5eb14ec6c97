package dev.millrace.broker.log;

/**
 * Where appended records have landed.
 *
 * @param baseOffset offset of the first record
 * @param lastOffset offset of the last record, inclusive
 * @param logAppendTimeMs time stamped by the broker; {@link #NO_TIME} if the producer's timestamps were kept
 * @param startOffset first offset kept by the log at that moment
 * @param duplicate whether the batch had been appended before, so that nothing was written this time
 */
public record AppendResult(
        long baseOffset, long lastOffset, long logAppendTimeMs, long startOffset, boolean duplicate) {

    /** Stands for "not stamped by the broker". */
    public static final long NO_TIME = -1;
}
