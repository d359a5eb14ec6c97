package dev.millrace.streams.kstream;

import java.util.function.BiFunction;
import java.util.function.Function;

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
    <KR, VR> KGroupedTable<KR, VR> groupBy(
            KeyValueMapper<? super K, ? super V, ? extends KeyValue<? extends KR, ? extends VR>> selector);

    /** {@link #groupBy(KeyValueMapper)}, with formats and a name. */
    <KR, VR> KGroupedTable<KR, VR> groupBy(
            KeyValueMapper<? super K, ? super V, ? extends KeyValue<? extends KR, ? extends VR>> selector,
            Grouped<KR, VR> grouped);

    /**
     * The same table with changes held back, as {@code suppressed} says (KIP-328).
     *
     * @throws dev.millrace.streams.errors.TopologyException if windows are to close, and the table has none
     */
    KTable<K, V> suppress(Suppressed<? super K> suppressed);

    /**
     * The same keys with the values that transformers make, which may use stores. Unlike a mapper, a transformer sees
     * removals, as null.
     *
     * @param transformerSupplier makes a transformer at each call, also for looking rows up
     * @param stateStoreNames stores added to the builder before, by name
     */
    <VR> KTable<K, VR> transformValues(
            ValueTransformerWithKeySupplier<? super K, ? super V, ? extends VR> transformerSupplier,
            String... stateStoreNames);

    /** {@link #transformValues(ValueTransformerWithKeySupplier, String...)} under this name. */
    <VR> KTable<K, VR> transformValues(
            ValueTransformerWithKeySupplier<? super K, ? super V, ? extends VR> transformerSupplier,
            Named named,
            String... stateStoreNames);

    /** {@link #transformValues(ValueTransformerWithKeySupplier, String...)}, stored. */
    <VR> KTable<K, VR> transformValues(
            ValueTransformerWithKeySupplier<? super K, ? super V, ? extends VR> transformerSupplier,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized,
            String... stateStoreNames);

    /** {@link #transformValues(ValueTransformerWithKeySupplier, String...)}, named and stored. */
    <VR> KTable<K, VR> transformValues(
            ValueTransformerWithKeySupplier<? super K, ? super V, ? extends VR> transformerSupplier,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized,
            Named named,
            String... stateStoreNames);

    /** The changes as records: a removed key has a null value. */
    KStream<K, V> toStream();

    /** {@link #toStream()} under this name. */
    KStream<K, V> toStream(Named named);

    /** {@link #toStream()} with other keys. */
    <KR> KStream<KR, V> toStream(KeyValueMapper<? super K, ? super V, ? extends KR> mapper);

    /** {@link #toStream(KeyValueMapper)} under this name. */
    <KR> KStream<KR, V> toStream(KeyValueMapper<? super K, ? super V, ? extends KR> mapper, Named named);

    /**
     * Joins rows of both tables with the same key. A row changes whenever one of the two does, and is gone when one of
     * them is; its time is the later of the two.
     */
    <VO, VR> KTable<K, VR> join(KTable<K, VO> other, ValueJoiner<? super V, ? super VO, ? extends VR> joiner);

    /** {@link #join(KTable, ValueJoiner)} under this name. */
    <VO, VR> KTable<K, VR> join(
            KTable<K, VO> other, ValueJoiner<? super V, ? super VO, ? extends VR> joiner, Named named);

    /** {@link #join(KTable, ValueJoiner)}, stored. */
    <VO, VR> KTable<K, VR> join(
            KTable<K, VO> other,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /** {@link #join(KTable, ValueJoiner)}, named and stored. */
    <VO, VR> KTable<K, VR> join(
            KTable<K, VO> other,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Named named,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * {@link #join(KTable, ValueJoiner)}, but rows of this table without partner stay, with null for it.
     */
    <VO, VR> KTable<K, VR> leftJoin(KTable<K, VO> other, ValueJoiner<? super V, ? super VO, ? extends VR> joiner);

    /** {@link #leftJoin(KTable, ValueJoiner)} under this name. */
    <VO, VR> KTable<K, VR> leftJoin(
            KTable<K, VO> other, ValueJoiner<? super V, ? super VO, ? extends VR> joiner, Named named);

    /** {@link #leftJoin(KTable, ValueJoiner)}, stored. */
    <VO, VR> KTable<K, VR> leftJoin(
            KTable<K, VO> other,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /** {@link #leftJoin(KTable, ValueJoiner)}, named and stored. */
    <VO, VR> KTable<K, VR> leftJoin(
            KTable<K, VO> other,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Named named,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * {@link #join(KTable, ValueJoiner)}, but rows of either table without partner stay, with null for it.
     */
    <VO, VR> KTable<K, VR> outerJoin(KTable<K, VO> other, ValueJoiner<? super V, ? super VO, ? extends VR> joiner);

    /** {@link #outerJoin(KTable, ValueJoiner)} under this name. */
    <VO, VR> KTable<K, VR> outerJoin(
            KTable<K, VO> other, ValueJoiner<? super V, ? super VO, ? extends VR> joiner, Named named);

    /** {@link #outerJoin(KTable, ValueJoiner)}, stored. */
    <VO, VR> KTable<K, VR> outerJoin(
            KTable<K, VO> other,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /** {@link #outerJoin(KTable, ValueJoiner)}, named and stored. */
    <VO, VR> KTable<K, VR> outerJoin(
            KTable<K, VO> other,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Named named,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * Joins each row with the row of {@code other} whose key {@code foreignKeyExtractor} finds in its value, if there
     * is one (KIP-213). The result has the keys of this table. It follows both tables, by way of two topics. A row
     * whose foreign key is null is not joined.
     */
    <VR, KO, VO> KTable<K, VR> join(
            KTable<KO, VO> other,
            Function<? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner);

    /** {@link #join(KTable, Function, ValueJoiner)}, named, with partitioners of choice. */
    <VR, KO, VO> KTable<K, VR> join(
            KTable<KO, VO> other,
            Function<? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            TableJoined<K, KO> tableJoined);

    /** {@link #join(KTable, Function, ValueJoiner)}, stored. */
    <VR, KO, VO> KTable<K, VR> join(
            KTable<KO, VO> other,
            Function<? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /** {@link #join(KTable, Function, ValueJoiner)}, named and stored. */
    <VR, KO, VO> KTable<K, VR> join(
            KTable<KO, VO> other,
            Function<? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            TableJoined<K, KO> tableJoined,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /** {@link #join(KTable, Function, ValueJoiner)} by a foreign key found in key and value (KIP-1104). */
    <VR, KO, VO> KTable<K, VR> join(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner);

    /** {@link #join(KTable, BiFunction, ValueJoiner)}, named, with partitioners of choice. */
    <VR, KO, VO> KTable<K, VR> join(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            TableJoined<K, KO> tableJoined);

    /** {@link #join(KTable, BiFunction, ValueJoiner)}, stored. */
    <VR, KO, VO> KTable<K, VR> join(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /** {@link #join(KTable, BiFunction, ValueJoiner)}, named and stored. */
    <VR, KO, VO> KTable<K, VR> join(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            TableJoined<K, KO> tableJoined,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /** {@link #join(KTable, Function, ValueJoiner)}, but all rows of this table stay, if need be with null. */
    <VR, KO, VO> KTable<K, VR> leftJoin(
            KTable<KO, VO> other,
            Function<? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner);

    /** {@link #leftJoin(KTable, Function, ValueJoiner)}, named, with partitioners of choice. */
    <VR, KO, VO> KTable<K, VR> leftJoin(
            KTable<KO, VO> other,
            Function<? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            TableJoined<K, KO> tableJoined);

    /** {@link #leftJoin(KTable, Function, ValueJoiner)}, stored. */
    <VR, KO, VO> KTable<K, VR> leftJoin(
            KTable<KO, VO> other,
            Function<? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /** {@link #leftJoin(KTable, Function, ValueJoiner)}, named and stored. */
    <VR, KO, VO> KTable<K, VR> leftJoin(
            KTable<KO, VO> other,
            Function<? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            TableJoined<K, KO> tableJoined,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /** {@link #leftJoin(KTable, Function, ValueJoiner)} by a foreign key found in key and value. */
    <VR, KO, VO> KTable<K, VR> leftJoin(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner);

    /** {@link #leftJoin(KTable, BiFunction, ValueJoiner)}, named, with partitioners of choice. */
    <VR, KO, VO> KTable<K, VR> leftJoin(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            TableJoined<K, KO> tableJoined);

    /** {@link #leftJoin(KTable, BiFunction, ValueJoiner)}, stored. */
    <VR, KO, VO> KTable<K, VR> leftJoin(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /** {@link #leftJoin(KTable, BiFunction, ValueJoiner)}, named and stored. */
    <VR, KO, VO> KTable<K, VR> leftJoin(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            TableJoined<K, KO> tableJoined,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /** Name under which the table's store can be queried; null if it cannot. */
    @Nullable
    String queryableStoreName();
}
