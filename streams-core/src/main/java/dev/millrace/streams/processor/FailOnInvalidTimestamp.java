package dev.millrace.streams.processor;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import dev.millrace.streams.errors.StreamsException;

/** Takes the time of the record; a negative one fails the task. The default. <i>Immutable.</i> */
public class FailOnInvalidTimestamp extends ExtractRecordMetadataTimestamp {

    /** An extractor without settings. */
    public FailOnInvalidTimestamp() {}

    @Override
    public long onInvalidTimestamp(ConsumerRecord<Object, Object> record, long recordTimestamp, long partitionTime) {
        throw new StreamsException("Input record " + record + " has the negative time " + recordTimestamp
                + ". It may come from a producer that sets no time: set default.timestamp.extractor to one that knows"
                + " what to do with such records.");
    }
}
