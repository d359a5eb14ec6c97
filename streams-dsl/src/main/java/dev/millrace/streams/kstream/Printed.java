package dev.millrace.streams.kstream;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.errors.TopologyException;

/**
 * Where and how a stream is printed: one line {@code [label]: key, value} per record. The {@code with} methods change
 * the object itself.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public class Printed<K, V> implements NamedOperation<Printed<K, V>> {
    /** Where lines go, in UTF-8. */
    protected final OutputStream outputStream;

    /** In brackets at the beginning of each line; null for the name of the node whose records are printed. */
    protected @Nullable String label;

    /** Name of the printing node; null to have one generated. */
    protected @Nullable String processorName;

    /** Makes the text behind the label. */
    protected KeyValueMapper<? super K, ? super V, String> mapper = (key, value) -> key + ", " + value;

    private Printed(OutputStream outputStream) {
        this.outputStream = outputStream;
    }

    /** The same as {@code printed}; for subclasses. */
    protected Printed(Printed<K, V> printed) {
        this(printed.outputStream);
        label = printed.label;
        mapper = printed.mapper;
        processorName = printed.processorName;
    }

    /**
     * Prints into a file, which is made anew now.
     *
     * @throws TopologyException if the path is blank, or the file cannot be written
     */
    public static <K, V> Printed<K, V> toFile(String filePath) {
        if (Objects.requireNonNull(filePath, "filePath can't be null").isBlank()) {
            throw new TopologyException("filePath can't be an empty string");
        }
        try {
            return new Printed<>(Files.newOutputStream(Paths.get(filePath)));
        } catch (IOException failed) {
            throw new TopologyException("Unable to write stream to file at [" + filePath + "]", failed);
        }
    }

    /** Prints to standard output. */
    public static <K, V> Printed<K, V> toSysOut() {
        return new Printed<>(System.out);
    }

    /** Sets what begins each line. */
    public Printed<K, V> withLabel(String newLabel) {
        label = Objects.requireNonNull(newLabel, "label can't be null");
        return this;
    }

    /** Sets what makes the text of a record. */
    public Printed<K, V> withKeyValueMapper(KeyValueMapper<? super K, ? super V, String> newMapper) {
        mapper = Objects.requireNonNull(newMapper, "mapper can't be null");
        return this;
    }

    @Override
    public Printed<K, V> withName(String name) {
        processorName = name;
        return this;
    }
}
