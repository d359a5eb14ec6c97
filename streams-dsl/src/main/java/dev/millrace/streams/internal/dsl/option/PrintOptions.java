package dev.millrace.streams.internal.dsl.option;

import java.io.OutputStream;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.kstream.KeyValueMapper;
import dev.millrace.streams.kstream.Printed;

/**
 * What a {@link Printed} says. <i>Immutable</i> but for the stream.
 *
 * @param name name of the node; null to have one generated
 * @param out where lines go
 * @param label begins each line; null for the name of the node above
 * @param mapper makes the text of a record
 */
public record PrintOptions<K, V>(
        @Nullable String name,
        OutputStream out,
        @Nullable String label,
        KeyValueMapper<? super K, ? super V, String> mapper) {
    private static final class Reading<K, V> extends Printed<K, V> {
        private Reading(Printed<K, V> printed) {
            super(printed);
        }

        private PrintOptions<K, V> options() {
            return new PrintOptions<>(NodeName.checked(processorName), outputStream, label, mapper);
        }
    }

    /** Reads {@code printed}. */
    public static <K, V> PrintOptions<K, V> of(Printed<K, V> printed) {
        return new Reading<>(printed).options();
    }

    /** Makes the line of a record, under {@code node} if there is no label. */
    public KeyValueMapper<K, V, String> line(String node) {
        String begin = "[" + (label == null ? node : label) + "]: ";
        return (key, value) -> begin + mapper.apply(key, value);
    }
}
