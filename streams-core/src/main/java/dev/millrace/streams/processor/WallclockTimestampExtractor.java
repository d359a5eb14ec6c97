package dev.millrace.streams.processor;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Time;

/** Takes the time at which the record is processed. <i>Immutable.</i> */
public class WallclockTimestampExtractor implements TimestampExtractor {
    /** An extractor without settings. */
    public WallclockTimestampExtractor() {}

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return Time.SYSTEM.milliseconds();
    }
}
