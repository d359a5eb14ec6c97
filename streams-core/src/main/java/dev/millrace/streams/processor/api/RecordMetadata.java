package dev.millrace.streams.processor.api;

/** Where the record that is being processed was read from. */
public interface RecordMetadata {
    /** Topic it was read from. */
    String topic();

    /** Partition it was read from. */
    int partition();

    /** Its offset there. */
    long offset();
}
