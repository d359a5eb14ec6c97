package dev.millrace.streams.internal.output;

/**
 * Keeps one record until it is acknowledged, for an exception handler that looks at it.
 *
 * @param others told when it is written
 */
record TracedRecord(SentRecord sent, SendFailures failures, SendListener others) implements SendListener {
    @Override
    public void acknowledged(long nextOffset) {
        others.acknowledged(nextOffset);
    }

    @Override
    public void failed(String topic, Exception error) {
        failures.sendFailed(sent, error);
    }
}
