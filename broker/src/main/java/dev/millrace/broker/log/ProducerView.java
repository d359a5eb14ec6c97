package dev.millrace.broker.log;

/**
 * A producer as its partition remembers it.
 *
 * @param producerId its id
 * @param epoch its newest epoch
 * @param lastSequence sequence of its last record; -1 if unknown
 * @param lastTimestampMs when it last wrote
 * @param coordinatorEpoch of the last marker; -1 if there was none
 * @param openFirstOffset first offset of its open transaction; -1 if none is open
 */
public record ProducerView(
        long producerId,
        short epoch,
        int lastSequence,
        long lastTimestampMs,
        int coordinatorEpoch,
        long openFirstOffset) {}
