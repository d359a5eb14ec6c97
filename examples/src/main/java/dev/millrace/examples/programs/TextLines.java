package dev.millrace.examples.programs;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** Values as lines of text. */
final class TextLines {
    private TextLines() {}

    /** A serde that writes {@code toString()} and reads the fields between commas; null stays null. */
    static <T> Serde<T> serde(Function<String[], T> read) {
        Serializer<T> serializer =
                (topic, value) -> value == null ? null : value.toString().getBytes(StandardCharsets.UTF_8);
        return Serdes.serdeFrom(
                serializer,
                (topic, bytes) ->
                        bytes == null ? null : read.apply(new String(bytes, StandardCharsets.UTF_8).split(",", -1)));
    }
}
