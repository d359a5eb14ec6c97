package dev.millrace.streams.kstream;

import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.state.KeyValueStore;

/**
 * The latest value of each key; a change to null removes the key. What is made of a table is a table again and follows
 * its changes.
 *
 * <p>A table made of another is stored only if a {@link Materialized} names its store.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public interface KTable<K, V> {
    /** The rows for which {@code predicate} holds; a row that no longer does is removed. */
    KTable<K, V> filter(Predicate<? super K, ? super V> predicate);

    /** {@link #filter(Predicate)} under this name. */
    KTable<K, V> filter(Predicate<? super K, ? super V> predicate, Named named);

    /** {@link #filter(Predicate)}, stored. */
    KTable<K, V> filter(
            Predicate<? super K, ? super V> predicate, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized);

    /** {@link #filter(Predicate)}, named and stored. */
    KTable<K, V> filter(
            Predicate<? super K, ? super V> predicate,
            Named named,
            Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized);

    /** The rows for which {@code predicate} does not hold. */
    KTable<K, V> filterNot(Predicate<? super K, ? super V> predicate);

    /** {@link #filterNot(Predicate)} under this name. */
    KTable<K, V> filterNot(Predicate<? super K, ? super V> predicate, Named named);

    /** {@link #filterNot(Predicate)}, stored. */
    KTable<K, V> filterNot(
            Predicate<? super K, ? super V> predicate, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized);

    /** {@link #filterNot(Predicate)}, named and stored. */
    KTable<K, V> filterNot(
            Predicate<? super K, ? super V> predicate,
            Named named,
            Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized);

    /** The same keys with other values; {@code mapper} never sees null. */
    <VR> KTable<K, VR> mapValues(ValueMapper<? super V, ? extends VR> mapper);

    /** {@link #mapValues(ValueMapper)} under this name. */
    <VR> KTable<K, VR> mapValues(ValueMapper<? super V, ? extends VR> mapper, Named named);

    /** {@link #mapValues(ValueMapper)}, looking at the key. */
    <VR> KTable<K, VR> mapValues(ValueMapperWithKey<? super K, ? super V, ? extends VR> mapper);

    /** {@link #mapValues(ValueMapperWithKey)} under this name. */
    <VR> KTable<K, VR> mapValues(ValueMapperWithKey<? super K, ? super V, ? extends VR> mapper, Named named);

    /** {@link #mapValues(ValueMapper)}, stored. */
    <VR> KTable<K, VR> mapValues(
            ValueMapper<? super V, ? extends VR> mapper,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /** {@link #mapValues(ValueMapper)}, named and stored. */
    <VR> KTable<K, VR> mapValues(
            ValueMapper<? super V, ? extends VR> mapper,
            Named named,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /** {@link #mapValues(ValueMapperWithKey)}, stored. */
    <VR> KTable<K, VR> mapValues(
            ValueMapperWithKey<? super K, ? super V, ? extends VR> mapper,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /** {@link #mapValues(ValueMapperWithKey)}, named and stored. */
    <VR> KTable<K, VR> mapValues(
            ValueMapperWithKey<? super K, ? super V, ? extends VR> mapper,
            Named named,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * Groups the rows anew.
     *
     * @param selector gives a row's new key and what counts of it; a row that it gives no key or value is in no group.
     *     Called for what a row was as well, so it must give the same for the same
     */
    <KR, VR> KGroupedTable<KR, VR> groupBy(KeyValueMapper<? super K, ? super V, KeyValue<KR, VR>> selector);

    /** {@link #groupBy(KeyValueMapper)}, with formats and a name. */
    <KR, VR> KGroupedTable<KR, VR> groupBy(
            KeyValueMapper<? super K, ? super V, KeyValue<KR, VR>> selector, Grouped<KR, VR> grouped);

    /**
     * The same table with changes held back, as {@code suppressed} says (KIP-328).
     *
     * @throws dev.millrace.streams.errors.TopologyException if windows are to close, and the table has none
     */
    KTable<K, V> suppress(Suppressed<? super K> suppressed);

    /** The changes as records: a removed key has a null value. */
    KStream<K, V> toStream();

    /** {@link #toStream()} under this name. */
    KStream<K, V> toStream(Named named);

    /** {@link #toStream()} with other keys. */
    <KR> KStream<KR, V> toStream(KeyValueMapper<? super K, ? super V, ? extends KR> mapper);

    /** {@link #toStream(KeyValueMapper)} under this name. */
    <KR> KStream<KR, V> toStream(KeyValueMapper<? super K, ? super V, ? extends KR> mapper, Named named);

    /** Name under which the table's store can be queried; null if it cannot. */
    @Nullable
    String queryableStoreName();
}
