package dev.millrace.streams.internal.output;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record handed to the producer, as far as it is kept until it is acknowledged. <i>Immutable.</i>
 *
 * @param topic topic written to
 * @param record the record; null if the handler does not look at it
 * @param context where it came from; null if the handler does not look at it
 */
record SentRecord(String topic, @Nullable ProducerRecord<byte[], byte[]> record, @Nullable FailureContext context) {}
