package dev.millrace.streams.kstream;

import java.time.Duration;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * How a stream is joined with a table: formats for the topic that the stream is sent through if its keys changed, the
 * name of the join, which is also that of the topic, and how long records wait for the table. What is left
 * out or null is as in the stream, or else as configured. <i>Immutable.</i>
 *
 * @param <K> type of keys
 * @param <VLeft> type of the stream's values
 * @param <VRight> type of the table's values
 */
public class Joined<K, VLeft, VRight> implements NamedOperation<Joined<K, VLeft, VRight>> {
    /** Format of keys. */
    protected final @Nullable Serde<K> keySerde;

    /** Format of the stream's values. */
    protected final @Nullable Serde<VLeft> leftValueSerde;

    /** Format of the table's values. */
    protected final @Nullable Serde<VRight> rightValueSerde;

    /** Name of the join; null to have one generated. */
    protected final @Nullable String name;

    /** How long records wait; null if they do not. */
    protected final @Nullable Duration gracePeriod;

    private Joined(
            @Nullable Serde<K> keySerde,
            @Nullable Serde<VLeft> leftValueSerde,
            @Nullable Serde<VRight> rightValueSerde,
            @Nullable String name,
            @Nullable Duration gracePeriod) {
        this.keySerde = keySerde;
        this.leftValueSerde = leftValueSerde;
        this.rightValueSerde = rightValueSerde;
        this.name = name;
        this.gracePeriod = gracePeriod;
    }

    /** The same as {@code joined}; for subclasses. */
    protected Joined(Joined<K, VLeft, VRight> joined) {
        this(joined.keySerde, joined.leftValueSerde, joined.rightValueSerde, joined.name, joined.gracePeriod);
    }

    /** Formats alone. */
    public static <K, VLeft, VRight> Joined<K, VLeft, VRight> with(
            @Nullable Serde<K> keySerde,
            @Nullable Serde<VLeft> leftValueSerde,
            @Nullable Serde<VRight> rightValueSerde) {
        return with(keySerde, leftValueSerde, rightValueSerde, null);
    }

    /** Formats and name. */
    public static <K, VLeft, VRight> Joined<K, VLeft, VRight> with(
            @Nullable Serde<K> keySerde,
            @Nullable Serde<VLeft> leftValueSerde,
            @Nullable Serde<VRight> rightValueSerde,
            @Nullable String name) {
        return with(keySerde, leftValueSerde, rightValueSerde, name, null);
    }

    /** All there is to say; {@link #withGracePeriod} tells about the last. */
    public static <K, VLeft, VRight> Joined<K, VLeft, VRight> with(
            @Nullable Serde<K> keySerde,
            @Nullable Serde<VLeft> leftValueSerde,
            @Nullable Serde<VRight> rightValueSerde,
            @Nullable String name,
            @Nullable Duration gracePeriod) {
        return new Joined<>(keySerde, leftValueSerde, rightValueSerde, name, gracePeriod);
    }

    /** Keys in this format. */
    public static <K, VLeft, VRight> Joined<K, VLeft, VRight> keySerde(@Nullable Serde<K> keySerde) {
        return with(keySerde, null, null);
    }

    /** Values of the stream in this format. */
    public static <K, VLeft, VRight> Joined<K, VLeft, VRight> valueSerde(@Nullable Serde<VLeft> leftValueSerde) {
        return with(null, leftValueSerde, null);
    }

    /** Values of the table in this format. */
    public static <K, VLeft, VRight> Joined<K, VLeft, VRight> otherValueSerde(@Nullable Serde<VRight> rightValueSerde) {
        return with(null, null, rightValueSerde);
    }

    /** A join called like that. */
    public static <K, VLeft, VRight> Joined<K, VLeft, VRight> as(@Nullable String name) {
        return with(null, null, null, name);
    }

    /** The same with another format of keys. */
    public Joined<K, VLeft, VRight> withKeySerde(@Nullable Serde<K> newKeySerde) {
        return with(newKeySerde, leftValueSerde, rightValueSerde, name, gracePeriod);
    }

    /** The same with another format of the stream's values. */
    public Joined<K, VLeft, VRight> withValueSerde(@Nullable Serde<VLeft> newLeftValueSerde) {
        return with(keySerde, newLeftValueSerde, rightValueSerde, name, gracePeriod);
    }

    /** The same with another format of the table's values. */
    public Joined<K, VLeft, VRight> withOtherValueSerde(@Nullable Serde<VRight> newRightValueSerde) {
        return with(keySerde, leftValueSerde, newRightValueSerde, name, gracePeriod);
    }

    @Override
    public Joined<K, VLeft, VRight> withName(@Nullable String newName) {
        return with(keySerde, leftValueSerde, rightValueSerde, newName, gracePeriod);
    }

    /**
     * The same with records waiting in a store until stream time is {@code newGracePeriod} ahead of them, so that the
     * table can catch up (KIP-923). The table must keep versions; a record that comes later than that is joined at
     * once.
     */
    public Joined<K, VLeft, VRight> withGracePeriod(@Nullable Duration newGracePeriod) {
        return with(keySerde, leftValueSerde, rightValueSerde, name, newGracePeriod);
    }

    /**
     * The grace period.
     *
     * @deprecated since 4.0: was never meant to be read
     */
    @Deprecated
    public @Nullable Duration gracePeriod() {
        return gracePeriod;
    }

    /**
     * Format of keys.
     *
     * @deprecated since 4.0, as the other getters are
     */
    @Deprecated
    public @Nullable Serde<K> keySerde() {
        return keySerde;
    }

    /**
     * Format of the stream's values.
     *
     * @deprecated since 4.0
     */
    @Deprecated
    public @Nullable Serde<VLeft> valueSerde() {
        return leftValueSerde;
    }

    /**
     * Format of the table's values.
     *
     * @deprecated since 4.0
     */
    @Deprecated
    public @Nullable Serde<VRight> otherValueSerde() {
        return rightValueSerde;
    }
}
