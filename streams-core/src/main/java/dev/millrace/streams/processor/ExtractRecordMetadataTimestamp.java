package dev.millrace.streams.processor;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes the time that producer or broker put on the record; what is done about a negative one is up to subclasses. */
abstract class ExtractRecordMetadataTimestamp implements TimestampExtractor {
    ExtractRecordMetadataTimestamp() {}

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        long timestamp = record.timestamp();
        return timestamp < 0 ? onInvalidTimestamp(record, timestamp, partitionTime) : timestamp;
    }

    /**
     * The time to use for a record whose own is negative.
     *
     * @param recordTimestamp the negative time
     * @param partitionTime largest time extracted from this partition so far; -1 if none
     * @return milliseconds since the epoch; a negative number drops the record
     */
    public abstract long onInvalidTimestamp(
            ConsumerRecord<Object, Object> record, long recordTimestamp, long partitionTime);
}
