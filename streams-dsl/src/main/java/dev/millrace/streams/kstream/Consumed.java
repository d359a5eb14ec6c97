package dev.millrace.streams.kstream;

import java.util.Objects;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.AutoOffsetReset;
import dev.millrace.streams.Topology;
import dev.millrace.streams.processor.TimestampExtractor;

/**
 * How topics are read. What is left out or null follows the configuration. <i>Confined to the thread that writes the
 * program:</i> the {@code with} methods change the object they are called on.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
@SuppressWarnings("deprecation")
public class Consumed<K, V> implements NamedOperation<Consumed<K, V>> {
    /** Reads keys. */
    protected @Nullable Serde<K> keySerde;

    /** Reads values. */
    protected @Nullable Serde<V> valueSerde;

    /** Dates records. */
    protected @Nullable TimestampExtractor timestampExtractor;

    /** Where to begin without committed offset. */
    protected @Nullable AutoOffsetReset resetPolicy;

    /**
     * What was said of it by the enum of earlier releases; {@link #resetPolicy} says the same.
     *
     * @deprecated use {@link #resetPolicy}
     */
    @Deprecated(since = "4.0")
    protected Topology.@Nullable AutoOffsetReset legacyResetPolicy;

    /** Name of the source. */
    protected @Nullable String processorName;

    private Consumed(
            @Nullable Serde<K> keySerde,
            @Nullable Serde<V> valueSerde,
            @Nullable TimestampExtractor timestampExtractor,
            @Nullable AutoOffsetReset resetPolicy,
            @Nullable String processorName) {
        this.keySerde = keySerde;
        this.valueSerde = valueSerde;
        this.timestampExtractor = timestampExtractor;
        this.resetPolicy = resetPolicy;
        this.processorName = processorName;
    }

    /** Takes over another's choices; for subclasses. */
    protected Consumed(Consumed<K, V> consumed) {
        this(
                consumed.keySerde,
                consumed.valueSerde,
                consumed.timestampExtractor,
                consumed.resetPolicy,
                consumed.processorName);
    }

    /** Everything but the name at once. */
    public static <K, V> Consumed<K, V> with(
            @Nullable Serde<K> keySerde,
            @Nullable Serde<V> valueSerde,
            @Nullable TimestampExtractor timestampExtractor,
            @Nullable AutoOffsetReset resetPolicy) {
        return new Consumed<>(keySerde, valueSerde, timestampExtractor, resetPolicy, null);
    }

    /** Keys and values in these formats. */
    public static <K, V> Consumed<K, V> with(@Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        return new Consumed<>(keySerde, valueSerde, null, null, null);
    }

    /** Records dated by {@code timestampExtractor}. */
    public static <K, V> Consumed<K, V> with(@Nullable TimestampExtractor timestampExtractor) {
        return new Consumed<>(null, null, timestampExtractor, null, null);
    }

    /** Read from {@code resetPolicy} on when the group has no offset yet. */
    public static <K, V> Consumed<K, V> with(@Nullable AutoOffsetReset resetPolicy) {
        return new Consumed<>(null, null, null, resetPolicy, null);
    }

    /**
     * The same by the enum of earlier releases.
     *
     * @deprecated use {@link #with(AutoOffsetReset)}
     */
    @Deprecated(since = "4.0")
    public static <K, V> Consumed<K, V> with(Topology.@Nullable AutoOffsetReset resetPolicy) {
        return new Consumed<K, V>(null, null, null, null, null).withOffsetResetPolicy(resetPolicy);
    }

    /**
     * Everything but the name at once, by the enum of earlier releases.
     *
     * @deprecated use {@link #with(Serde, Serde, TimestampExtractor, AutoOffsetReset)}
     */
    @Deprecated(since = "4.0")
    public static <K, V> Consumed<K, V> with(
            @Nullable Serde<K> keySerde,
            @Nullable Serde<V> valueSerde,
            @Nullable TimestampExtractor timestampExtractor,
            Topology.@Nullable AutoOffsetReset resetPolicy) {
        return new Consumed<>(keySerde, valueSerde, timestampExtractor, null, null).withOffsetResetPolicy(resetPolicy);
    }

    /** A source of this name. */
    public static <K, V> Consumed<K, V> as(@Nullable String processorName) {
        return new Consumed<>(null, null, null, null, processorName);
    }

    /** Sets who reads keys. */
    public Consumed<K, V> withKeySerde(@Nullable Serde<K> keySerde) {
        this.keySerde = keySerde;
        return this;
    }

    /** Sets who reads values. */
    public Consumed<K, V> withValueSerde(@Nullable Serde<V> valueSerde) {
        this.valueSerde = valueSerde;
        return this;
    }

    /** Sets who dates records. */
    public Consumed<K, V> withTimestampExtractor(@Nullable TimestampExtractor timestampExtractor) {
        this.timestampExtractor = timestampExtractor;
        return this;
    }

    /** Sets where reading begins when the group has no offset. */
    public Consumed<K, V> withOffsetResetPolicy(@Nullable AutoOffsetReset resetPolicy) {
        this.resetPolicy = resetPolicy;
        return this;
    }

    /**
     * Sets the same by the enum of earlier releases.
     *
     * @deprecated use {@link #withOffsetResetPolicy(AutoOffsetReset)}
     */
    @Deprecated(since = "4.0")
    public Consumed<K, V> withOffsetResetPolicy(Topology.@Nullable AutoOffsetReset resetPolicy) {
        this.legacyResetPolicy = resetPolicy;
        if (resetPolicy == null) {
            return withOffsetResetPolicy((AutoOffsetReset) null);
        }
        return withOffsetResetPolicy(
                resetPolicy == Topology.AutoOffsetReset.EARLIEST
                        ? AutoOffsetReset.earliest()
                        : AutoOffsetReset.latest());
    }

    @Override
    public Consumed<K, V> withName(@Nullable String processorName) {
        this.processorName = processorName;
        return this;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Consumed<?, ?> that
                && Objects.equals(keySerde, that.keySerde)
                && Objects.equals(valueSerde, that.valueSerde)
                && Objects.equals(timestampExtractor, that.timestampExtractor)
                && Objects.equals(resetPolicy, that.resetPolicy);
    }

    @Override
    public int hashCode() {
        return Objects.hash(keySerde, valueSerde, timestampExtractor, resetPolicy);
    }
}
