package dev.millrace.streams.processor;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import dev.millrace.streams.errors.StreamsException;

/** Takes the time stamp the record carries and stops on a negative one: the default. <i>Immutable.</i> */
public class FailOnInvalidTimestamp extends ExtractRecordMetadataTimestamp {
    @Override
    public long onInvalidTimestamp(ConsumerRecord<Object, Object> record, long recordTimestamp, long partitionTime) {
        throw new StreamsException("The record of " + record.topic() + "-" + record.partition() + " at offset "
                + record.offset() + " has the negative time stamp " + recordTimestamp
                + ": its producer set none. Configure another default.timestamp.extractor to read it");
    }
}
