package dev.millrace.streams.processor;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import dev.millrace.streams.errors.StreamsException;

/**
 * Takes the time stamp the record carries, or the partition's time so far in place of a negative one. <i>Immutable.</i>
 */
public class UsePartitionTimeOnInvalidTimestamp extends ExtractRecordMetadataTimestamp {
    @Override
    public long onInvalidTimestamp(ConsumerRecord<Object, Object> record, long recordTimestamp, long partitionTime) {
        if (partitionTime < 0) {
            throw new StreamsException("The record of " + record.topic() + "-" + record.partition() + " at offset "
                    + record.offset() + " has a negative time stamp and no earlier record of its partition has one");
        }
        return partitionTime;
    }
}
