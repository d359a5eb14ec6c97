package dev.millrace.cli.records;

import java.io.IOException;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Where records to be written come from. */
interface RecordInput {
    /**
     * Reads the next record.
     *
     * @return null at the end
     * @throws IOException if the source cannot be read
     * @throws IllegalArgumentException if what was read is no record
     */
    @Nullable
    ProducerRecord<byte[], byte[]> next() throws IOException;
}
