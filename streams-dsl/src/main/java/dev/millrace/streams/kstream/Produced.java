package dev.millrace.streams.kstream;

import java.util.Objects;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.StreamPartitioner;

/**
 * How a topic is written. A format left out or null is that of the stream, or else the configured one. <i>Confined to
 * the thread that writes the program:</i> the {@code with} methods change the object itself.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public class Produced<K, V> implements NamedOperation<Produced<K, V>> {
    /** Writes keys. */
    protected @Nullable Serde<K> keySerde;

    /** Writes values. */
    protected @Nullable Serde<V> valueSerde;

    /** Chooses partitions. */
    protected @Nullable StreamPartitioner<? super K, ? super V> partitioner;

    /** Name of the sink. */
    protected @Nullable String processorName;

    private Produced(
            @Nullable Serde<K> keySerde,
            @Nullable Serde<V> valueSerde,
            @Nullable StreamPartitioner<? super K, ? super V> partitioner,
            @Nullable String processorName) {
        this.keySerde = keySerde;
        this.valueSerde = valueSerde;
        this.partitioner = partitioner;
        this.processorName = processorName;
    }

    /** Copies {@code produced}; for subclasses. */
    protected Produced(Produced<K, V> produced) {
        this(produced.keySerde, produced.valueSerde, produced.partitioner, produced.processorName);
    }

    /** Both formats. */
    public static <K, V> Produced<K, V> with(@Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        return with(keySerde, valueSerde, null);
    }

    /** Both formats and who chooses the partition; null leaves that to the producer. */
    public static <K, V> Produced<K, V> with(
            @Nullable Serde<K> keySerde,
            @Nullable Serde<V> valueSerde,
            @Nullable StreamPartitioner<? super K, ? super V> partitioner) {
        return new Produced<>(keySerde, valueSerde, partitioner, null);
    }

    /** A sink of this name. */
    public static <K, V> Produced<K, V> as(@Nullable String processorName) {
        return new Produced<>(null, null, null, processorName);
    }

    /** Keys written by {@code keySerde}. */
    public static <K, V> Produced<K, V> keySerde(@Nullable Serde<K> keySerde) {
        return with(keySerde, null);
    }

    /** Values written by {@code valueSerde}. */
    public static <K, V> Produced<K, V> valueSerde(@Nullable Serde<V> valueSerde) {
        return with(null, valueSerde);
    }

    /** Partitions chosen by {@code partitioner}. */
    public static <K, V> Produced<K, V> streamPartitioner(
            @Nullable StreamPartitioner<? super K, ? super V> partitioner) {
        return with(null, null, partitioner);
    }

    /** Sets who chooses partitions. */
    public Produced<K, V> withStreamPartitioner(@Nullable StreamPartitioner<? super K, ? super V> partitioner) {
        this.partitioner = partitioner;
        return this;
    }

    /** Sets how values are written. */
    public Produced<K, V> withValueSerde(@Nullable Serde<V> valueSerde) {
        this.valueSerde = valueSerde;
        return this;
    }

    /** Sets how keys are written. */
    public Produced<K, V> withKeySerde(@Nullable Serde<K> keySerde) {
        this.keySerde = keySerde;
        return this;
    }

    @Override
    public Produced<K, V> withName(@Nullable String name) {
        this.processorName = name;
        return this;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Produced<?, ?> that
                && Objects.equals(keySerde, that.keySerde)
                && Objects.equals(valueSerde, that.valueSerde)
                && Objects.equals(partitioner, that.partitioner);
    }

    @Override
    public int hashCode() {
        return Objects.hash(keySerde, valueSerde, partitioner);
    }
}
