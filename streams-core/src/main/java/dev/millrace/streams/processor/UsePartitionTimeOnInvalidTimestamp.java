package dev.millrace.streams.processor;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import dev.millrace.streams.errors.StreamsException;

/** Takes the time of the record, or if that is negative the largest time of its partition so far. <i>Immutable.</i> */
public class UsePartitionTimeOnInvalidTimestamp extends ExtractRecordMetadataTimestamp {

    /** An extractor without settings. */
    public UsePartitionTimeOnInvalidTimestamp() {}

    @Override
    public long onInvalidTimestamp(ConsumerRecord<Object, Object> record, long recordTimestamp, long partitionTime) {
        if (partitionTime < 0) {
            throw new StreamsException("Input record " + record + " has the negative time " + recordTimestamp
                    + " and its partition has no time yet that could be used instead.");
        }
        return partitionTime;
    }
}
