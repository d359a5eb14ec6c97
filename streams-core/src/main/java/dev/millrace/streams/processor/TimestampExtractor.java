package dev.millrace.streams.processor;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decides the event time of a record that was read. */
@FunctionalInterface
public interface TimestampExtractor {
    /**
     * The record's time.
     *
     * @param record the record with deserialised key and value
     * @param partitionTime largest time extracted from this partition so far; -1 if none
     * @return milliseconds since the epoch; a negative number drops the record
     */
    long extract(ConsumerRecord<Object, Object> record, long partitionTime);
}
