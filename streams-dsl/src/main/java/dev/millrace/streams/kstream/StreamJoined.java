package dev.millrace.streams.kstream;

import java.util.Map;
import java.util.function.Consumer;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.state.DslStoreSuppliers;
import dev.millrace.streams.state.WindowBytesStoreSupplier;

/**
 * How two streams are joined: formats, the name of the join, and the stores that keep each side for the length of the
 * window. <i>Immutable.</i>
 *
 * @param <K> type of keys
 * @param <V1> type of values on this side
 * @param <V2> type of values on the other side
 */
public class StreamJoined<K, V1, V2> implements NamedOperation<StreamJoined<K, V1, V2>> {
    /** Format of keys; null for that of the streams. */
    protected final @Nullable Serde<K> keySerde;

    /** Format of values on this side; null for that of the stream. */
    protected final @Nullable Serde<V1> valueSerde;

    /** Format of values on the other side; null for that of the stream. */
    protected final @Nullable Serde<V2> otherValueSerde;

    /** Keeps this side; null to have it made by {@link #dslStoreSuppliers}. */
    protected final @Nullable WindowBytesStoreSupplier thisStoreSupplier;

    /** Keeps the other side; null to have it made by {@link #dslStoreSuppliers}. */
    protected final @Nullable WindowBytesStoreSupplier otherStoreSupplier;

    /** Name of the join and of the topics that its sides are sent through; null to have it generated. */
    protected final @Nullable String name;

    /** First part of the names of the stores; null to have them generated. */
    protected final @Nullable String storeName;

    /** Whether the stores have changelog topics. */
    protected final boolean loggingEnabled;

    /** Configuration of the changelog topics. */
    protected final Map<String, String> topicConfig;

    /** Makes both windows by kind; null to leave that to the configuration. */
    protected @Nullable DslStoreSuppliers dslStoreSuppliers;

    /** The same as {@code streamJoined}; for subclasses. */
    protected StreamJoined(StreamJoined<K, V1, V2> streamJoined) {
        this(new Parts<>(streamJoined));
    }

    private StreamJoined(Parts<K, V1, V2> parts) {
        keySerde = parts.keySerde;
        valueSerde = parts.valueSerde;
        otherValueSerde = parts.otherValueSerde;
        thisStoreSupplier = parts.thisStoreSupplier;
        otherStoreSupplier = parts.otherStoreSupplier;
        name = parts.name;
        storeName = parts.storeName;
        loggingEnabled = parts.loggingEnabled;
        topicConfig = parts.topicConfig;
        dslStoreSuppliers = parts.dslStoreSuppliers;
    }

    /** What a new one is made of. <i>Confined to the method that makes it.</i> */
    private static final class Parts<K, V1, V2> {
        private @Nullable Serde<K> keySerde;
        private @Nullable Serde<V1> valueSerde;
        private @Nullable Serde<V2> otherValueSerde;
        private @Nullable WindowBytesStoreSupplier thisStoreSupplier;
        private @Nullable WindowBytesStoreSupplier otherStoreSupplier;
        private @Nullable String name;
        private @Nullable String storeName;
        private boolean loggingEnabled = true;
        private Map<String, String> topicConfig = Map.of();
        private @Nullable DslStoreSuppliers dslStoreSuppliers;

        private Parts() {}

        private Parts(StreamJoined<K, V1, V2> from) {
            keySerde = from.keySerde;
            valueSerde = from.valueSerde;
            otherValueSerde = from.otherValueSerde;
            thisStoreSupplier = from.thisStoreSupplier;
            otherStoreSupplier = from.otherStoreSupplier;
            name = from.name;
            storeName = from.storeName;
            loggingEnabled = from.loggingEnabled;
            topicConfig = from.topicConfig;
            dslStoreSuppliers = from.dslStoreSuppliers;
        }
    }

    private static <K, V1, V2> StreamJoined<K, V1, V2> made(Consumer<Parts<K, V1, V2>> change) {
        Parts<K, V1, V2> parts = new Parts<>();
        change.accept(parts);
        return new StreamJoined<>(parts);
    }

    private StreamJoined<K, V1, V2> changed(Consumer<Parts<K, V1, V2>> change) {
        Parts<K, V1, V2> parts = new Parts<>(this);
        change.accept(parts);
        return new StreamJoined<>(parts);
    }

    /** Stores of one's own, for this side and the other; null leaves one to the DSL. */
    public static <K, V1, V2> StreamJoined<K, V1, V2> with(
            @Nullable WindowBytesStoreSupplier storeSupplier, @Nullable WindowBytesStoreSupplier otherStoreSupplier) {
        return made(parts -> {
            parts.thisStoreSupplier = storeSupplier;
            parts.otherStoreSupplier = otherStoreSupplier;
        });
    }

    /** Stores of this kind. */
    public static <K, V1, V2> StreamJoined<K, V1, V2> with(@Nullable DslStoreSuppliers storeSuppliers) {
        return made(parts -> parts.dslStoreSuppliers = storeSuppliers);
    }

    /** Stores, and topics that get their name from them, whose names begin like this. */
    public static <K, V1, V2> StreamJoined<K, V1, V2> as(@Nullable String storeName) {
        return made(parts -> parts.storeName = storeName);
    }

    /** All formats; null leaves one to the stream. */
    public static <K, V1, V2> StreamJoined<K, V1, V2> with(
            @Nullable Serde<K> keySerde, @Nullable Serde<V1> valueSerde, @Nullable Serde<V2> otherValueSerde) {
        return made(parts -> {
            parts.keySerde = keySerde;
            parts.valueSerde = valueSerde;
            parts.otherValueSerde = otherValueSerde;
        });
    }

    @Override
    public StreamJoined<K, V1, V2> withName(@Nullable String newName) {
        return changed(parts -> parts.name = newName);
    }

    /** The same with stores called otherwise: {@link #withName} does not name them. */
    public StreamJoined<K, V1, V2> withStoreName(@Nullable String newStoreName) {
        return changed(parts -> parts.storeName = newStoreName);
    }

    /** The same with another format of keys. */
    public StreamJoined<K, V1, V2> withKeySerde(@Nullable Serde<K> newKeySerde) {
        return changed(parts -> parts.keySerde = newKeySerde);
    }

    /** The same with another format on this side. */
    public StreamJoined<K, V1, V2> withValueSerde(@Nullable Serde<V1> newValueSerde) {
        return changed(parts -> parts.valueSerde = newValueSerde);
    }

    /** The same with another format on the other side. */
    public StreamJoined<K, V1, V2> withOtherValueSerde(@Nullable Serde<V2> newOtherValueSerde) {
        return changed(parts -> parts.otherValueSerde = newOtherValueSerde);
    }

    /** The same with stores of another kind. */
    public StreamJoined<K, V1, V2> withDslStoreSuppliers(@Nullable DslStoreSuppliers newStoreSuppliers) {
        return changed(parts -> parts.dslStoreSuppliers = newStoreSuppliers);
    }

    /** The same with a store of one's own on this side: it retains duplicates and fits the window. */
    public StreamJoined<K, V1, V2> withThisStoreSupplier(@Nullable WindowBytesStoreSupplier newStoreSupplier) {
        return changed(parts -> parts.thisStoreSupplier = newStoreSupplier);
    }

    /** The same with a store of one's own on the other side. */
    public StreamJoined<K, V1, V2> withOtherStoreSupplier(@Nullable WindowBytesStoreSupplier newStoreSupplier) {
        return changed(parts -> parts.otherStoreSupplier = newStoreSupplier);
    }

    /** The same with changelog topics, configured over what holds for all internal topics. */
    public StreamJoined<K, V1, V2> withLoggingEnabled(Map<String, String> config) {
        Map<String, String> kept = Map.copyOf(config);
        return changed(parts -> {
            parts.loggingEnabled = true;
            parts.topicConfig = kept;
        });
    }

    /** The same without changelog topics: what waits for a partner is lost with the disk. */
    public StreamJoined<K, V1, V2> withLoggingDisabled() {
        return changed(parts -> {
            parts.loggingEnabled = false;
            parts.topicConfig = Map.of();
        });
    }

    @Override
    public String toString() {
        return "StreamJoin{keySerde=" + keySerde + ", valueSerde=" + valueSerde + ", otherValueSerde="
                + otherValueSerde + ", thisStoreSupplier=" + thisStoreSupplier + ", otherStoreSupplier="
                + otherStoreSupplier + ", name='" + name + "', storeName='" + storeName + "', loggingEnabled="
                + loggingEnabled + ", topicConfig=" + topicConfig + '}';
    }
}
