package dev.millrace.cli.records;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

import dev.millrace.cli.output.WrongUsage;
import dev.millrace.cli.text.ByteFormat;
import dev.millrace.cli.text.Escapes;

/**
 * A format with the tokens of kcat: {@code %k} key, {@code %v} or {@code %s} value, {@code %K} and {@code %S} their
 * bytes or -1, {@code %t} topic, {@code %p} partition, {@code %o} offset, {@code %T} timestamp, {@code %h} headers,
 * {@code %%} a per cent sign; and escapes.
 *
 * <p><em>Immutable.</em>
 */
final class RecordFormat implements RecordWriter {

    /**
     * How keys and values are shown.
     *
     * @param key of keys
     * @param value of values
     * @param nullText what is shown for null
     */
    record Decoding(ByteFormat key, ByteFormat value, String nullText) {
        private void key(ConsumerRecord<byte[], byte[]> record, PrintStream out) {
            show("key", record.key(), key, out);
        }

        private void value(ConsumerRecord<byte[], byte[]> record, PrintStream out) {
            show("value", record.value(), value, out);
        }

        private void show(String what, byte @Nullable [] bytes, ByteFormat format, PrintStream out) {
            if (bytes == null) {
                out.print(nullText);
            } else if (format == ByteFormat.STRING) {
                // As it is, whether it is UTF-8 or not.
                out.write(bytes, 0, bytes.length);
            } else {
                try {
                    out.print(format.show(bytes));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("the " + what + " is no " + format + ": " + e.getMessage(), e);
                }
            }
        }
    }

    private final List<RecordWriter> parts;

    private RecordFormat(List<RecordWriter> parts) {
        this.parts = parts;
    }

    /**
     * Reads a format.
     *
     * @throws WrongUsage if a token is unknown
     */
    static RecordFormat parse(String format, Decoding decoding) {
        List<RecordWriter> parts = new ArrayList<>();
        int from = 0;
        for (int at = format.indexOf('%'); at >= 0; at = format.indexOf('%', from)) {
            parts.add(literal(format.substring(from, at)));
            parts.add(token(format, at + 1 < format.length() ? format.charAt(at + 1) : ' ', decoding));
            from = at + 2;
        }
        parts.add(literal(format.substring(Math.min(from, format.length()))));
        return new RecordFormat(List.copyOf(parts));
    }

    private static RecordWriter literal(String text) {
        byte[] bytes = Escapes.bytes(text);
        return (record, out) -> out.write(bytes, 0, bytes.length);
    }

    private static RecordWriter token(String format, char token, Decoding decoding) {
        return switch (token) {
            case 'k' -> decoding::key;
            case 'v', 's' -> decoding::value;
            case 'K' -> (record, out) -> out.print(record.key() == null ? -1 : record.key().length);
            case 'S' -> (record, out) -> out.print(record.value() == null ? -1 : record.value().length);
            case 't' -> (record, out) -> out.print(record.topic());
            case 'p' -> (record, out) -> out.print(record.partition());
            case 'o' -> (record, out) -> out.print(record.offset());
            case 'T' -> (record, out) -> out.print(record.timestamp());
            case 'h' -> (record, out) -> out.print(headers(record));
            case '%' -> (record, out) -> out.print('%');
            default ->
                throw new WrongUsage("%" + token + " in --format \"" + format
                        + "\" is unknown; known are %k %v %s %K %S %t %p %o %T %h %%");
        };
    }

    private static String headers(ConsumerRecord<byte[], byte[]> record) {
        List<String> shown = new ArrayList<>();
        for (Header header : record.headers()) {
            String value = header.value() == null ? "NULL" : new String(header.value(), StandardCharsets.UTF_8);
            shown.add(header.key() + "=" + value);
        }
        return String.join(",", shown);
    }

    @Override
    public void write(ConsumerRecord<byte[], byte[]> record, PrintStream out) {
        for (RecordWriter part : parts) {
            part.write(record, out);
        }
    }
}
