package dev.millrace.streams.kstream;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.StreamPartitioner;

/**
 * The topic that a stream is sent through on request. <i>Immutable.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public class Repartitioned<K, V> implements NamedOperation<Repartitioned<K, V>> {
    /** First part of the topic's name; null if generated. */
    protected final @Nullable String name;

    /** Format of keys; null for that of the stream. */
    protected final @Nullable Serde<K> keySerde;

    /** Format of values; null for that of the stream. */
    protected final @Nullable Serde<V> valueSerde;

    /** How many partitions; null for as many as the topics read. */
    protected final @Nullable Integer numberOfPartitions;

    /** Chooses partitions; null for the producer. */
    protected final @Nullable StreamPartitioner<K, V> partitioner;

    private Repartitioned(
            @Nullable String name,
            @Nullable Serde<K> keySerde,
            @Nullable Serde<V> valueSerde,
            @Nullable Integer numberOfPartitions,
            @Nullable StreamPartitioner<K, V> partitioner) {
        this.name = name;
        this.keySerde = keySerde;
        this.valueSerde = valueSerde;
        this.numberOfPartitions = numberOfPartitions;
        this.partitioner = partitioner;
    }

    /** What {@code repartitioned} asks for; for subclasses. */
    protected Repartitioned(Repartitioned<K, V> repartitioned) {
        this(
                repartitioned.name,
                repartitioned.keySerde,
                repartitioned.valueSerde,
                repartitioned.numberOfPartitions,
                repartitioned.partitioner);
    }

    /** A topic {@code <application.id>-<name>-repartition} read by a source of that name. */
    public static <K, V> Repartitioned<K, V> as(@Nullable String name) {
        return new Repartitioned<>(name, null, null, null, null);
    }

    /** Written and read in these formats. */
    public static <K, V> Repartitioned<K, V> with(@Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        return new Repartitioned<>(null, keySerde, valueSerde, null, null);
    }

    /** Spread by {@code partitioner}. */
    public static <K, V> Repartitioned<K, V> streamPartitioner(@Nullable StreamPartitioner<K, V> partitioner) {
        return new Repartitioned<>(null, null, null, null, partitioner);
    }

    /** Over this many partitions. */
    public static <K, V> Repartitioned<K, V> numberOfPartitions(int numberOfPartitions) {
        return new Repartitioned<>(null, null, null, numberOfPartitions, null);
    }

    @Override
    public Repartitioned<K, V> withName(@Nullable String name) {
        return new Repartitioned<>(name, keySerde, valueSerde, numberOfPartitions, partitioner);
    }

    /** The same over {@code numberOfPartitions} partitions. */
    public Repartitioned<K, V> withNumberOfPartitions(int numberOfPartitions) {
        return new Repartitioned<>(name, keySerde, valueSerde, numberOfPartitions, partitioner);
    }

    /** The same with keys in another format. */
    public Repartitioned<K, V> withKeySerde(@Nullable Serde<K> keySerde) {
        return new Repartitioned<>(name, keySerde, valueSerde, numberOfPartitions, partitioner);
    }

    /** The same with values in another format. */
    public Repartitioned<K, V> withValueSerde(@Nullable Serde<V> valueSerde) {
        return new Repartitioned<>(name, keySerde, valueSerde, numberOfPartitions, partitioner);
    }

    /** The same spread by another partitioner. */
    public Repartitioned<K, V> withStreamPartitioner(@Nullable StreamPartitioner<K, V> partitioner) {
        return new Repartitioned<>(name, keySerde, valueSerde, numberOfPartitions, partitioner);
    }
}
