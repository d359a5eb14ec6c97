package dev.millrace.cli.records;

import java.io.PrintStream;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How a record is shown. */
interface RecordWriter {
    /**
     * Writes a record.
     *
     * @throws IllegalArgumentException if key or value are not of their format
     */
    void write(ConsumerRecord<byte[], byte[]> record, PrintStream out);
}
