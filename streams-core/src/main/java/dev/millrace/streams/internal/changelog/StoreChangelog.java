package dev.millrace.streams.internal.changelog;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.output.PartitionWriter;
import dev.millrace.streams.internal.spi.ChangelogWriter;

import static java.util.Objects.requireNonNull;

/** Writes the changes of one store to its changelog partition. <i>Confined to the thread that owns the task.</i> */
public final class StoreChangelog implements ChangelogWriter {
    private final PartitionWriter writer;

    /** A changelog that goes where {@code writer} writes. */
    public StoreChangelog(PartitionWriter writer) {
        this.writer = requireNonNull(writer, "writer");
    }

    @Override
    public void log(byte[] key, byte @Nullable [] value, long timestamp, @Nullable Headers headers) {
        writer.send(key, value, timestamp, headers);
    }
}
