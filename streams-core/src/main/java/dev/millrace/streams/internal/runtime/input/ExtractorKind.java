package dev.millrace.streams.internal.runtime.input;

import dev.millrace.streams.processor.FailOnInvalidTimestamp;
import dev.millrace.streams.processor.LogAndSkipOnInvalidTimestamp;
import dev.millrace.streams.processor.TimestampExtractor;
import dev.millrace.streams.processor.UsePartitionTimeOnInvalidTimestamp;

/** What a timestamp extractor looks at. */
enum ExtractorKind {
    /** The time of the record, unless that is negative: nothing else has to be shown to it. */
    RECORD_TIME,
    /** Anything. */
    WHOLE_RECORD;

    /** By exact class: what extends one of ours may look at more. */
    static ExtractorKind of(TimestampExtractor extractor) {
        Class<?> type = extractor.getClass();
        boolean ours = type == FailOnInvalidTimestamp.class
                || type == LogAndSkipOnInvalidTimestamp.class
                || type == UsePartitionTimeOnInvalidTimestamp.class;
        return ours ? RECORD_TIME : WHOLE_RECORD;
    }
}
