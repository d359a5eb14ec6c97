package dev.millrace.streams.internal.dsl.operator.stateless;

import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

import dev.millrace.streams.kstream.KeyValueMapper;
import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.Record;

/** Prints records, one a line, and ends there. <i>Confined to the owner of the task.</i> */
public final class PrintRecords<K, V> extends ContextualProcessor<K, V, Void, Void> {
    private final PrintWriter writer;
    private final boolean closing;
    private final KeyValueMapper<? super K, ? super V, String> line;

    /**
     * Prints to {@code out}, in UTF-8.
     *
     * @param line makes a line of a record
     */
    public PrintRecords(OutputStream out, KeyValueMapper<? super K, ? super V, String> line) {
        writer = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        closing = out != System.out;
        this.line = line;
    }

    @Override
    public void process(Record<K, V> record) {
        writer.println(line.apply(record.key(), record.value()));
        if (!closing) {
            writer.flush();
        }
    }

    /** Standard output stays open. */
    @Override
    public void close() {
        if (closing) {
            writer.close();
        } else {
            writer.flush();
        }
    }
}
