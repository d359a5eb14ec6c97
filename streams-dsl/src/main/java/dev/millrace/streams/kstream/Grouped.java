package dev.millrace.streams.kstream;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * How a stream is grouped: the formats of what goes through the repartition topic, if one is needed, and its name.
 * <i>Immutable.</i>
 *
 * @param <K> type of the group's keys
 * @param <V> type of values
 */
public class Grouped<K, V> implements NamedOperation<Grouped<K, V>> {
    /** Format of keys; null for the configured default. */
    protected final @Nullable Serde<K> keySerde;

    /** Format of values; null for the configured default. */
    protected final @Nullable Serde<V> valueSerde;

    /** Middle part of the topic's name; null for a generated one. */
    protected final @Nullable String name;

    private Grouped(@Nullable String name, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        this.name = name;
        this.keySerde = keySerde;
        this.valueSerde = valueSerde;
    }

    /** As {@code grouped} says; for subclasses. */
    protected Grouped(Grouped<K, V> grouped) {
        this(grouped.name, grouped.keySerde, grouped.valueSerde);
    }

    /** A repartition topic {@code <application.id>-<name>-repartition}. */
    public static <K, V> Grouped<K, V> as(@Nullable String name) {
        return new Grouped<>(name, null, null);
    }

    /** Keys in this format. */
    public static <K, V> Grouped<K, V> keySerde(@Nullable Serde<K> keySerde) {
        return new Grouped<>(null, keySerde, null);
    }

    /** Values in this format. */
    public static <K, V> Grouped<K, V> valueSerde(@Nullable Serde<V> valueSerde) {
        return new Grouped<>(null, null, valueSerde);
    }

    /** The name and both formats. */
    public static <K, V> Grouped<K, V> with(
            @Nullable String name, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        return new Grouped<>(name, keySerde, valueSerde);
    }

    /** Both formats, under a generated name. */
    public static <K, V> Grouped<K, V> with(@Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        return new Grouped<>(null, keySerde, valueSerde);
    }

    @Override
    public Grouped<K, V> withName(@Nullable String name) {
        return new Grouped<>(name, keySerde, valueSerde);
    }

    /** The same with another format of keys. */
    public Grouped<K, V> withKeySerde(@Nullable Serde<K> keySerde) {
        return new Grouped<>(name, keySerde, valueSerde);
    }

    /** The same with another format of values. */
    public Grouped<K, V> withValueSerde(@Nullable Serde<V> valueSerde) {
        return new Grouped<>(name, keySerde, valueSerde);
    }
}
