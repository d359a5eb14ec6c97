package dev.millrace.streams.internal.dsl.fluent;

import java.util.function.BiFunction;
import java.util.function.Function;

import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.TableJoined;
import dev.millrace.streams.kstream.ValueJoiner;
import dev.millrace.streams.state.KeyValueStore;

import static java.util.Objects.requireNonNull;

/** The joins of a table by a foreign key, in terms of one call. */
abstract class ForeignJoinShorthands<K, V> extends TableJoinShorthands<K, V> {
    /**
     * Joins by a foreign key.
     *
     * @param leftAlone whether rows without partner stay
     */
    abstract <VR, KO, VO> KTable<K, VR> joinedByForeignKey(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> extractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            boolean leftAlone,
            TableJoined<K, KO> joined,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    private static <V, KO> BiFunction<Object, V, KO> ignoringKey(Function<? super V, ? extends KO> extractor) {
        requireNonNull(extractor, "foreignKeyExtractor can't be null");
        return (key, value) -> extractor.apply(value);
    }

    @Override
    public <VR, KO, VO> KTable<K, VR> join(
            KTable<KO, VO> other,
            Function<? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner) {
        return joinedByForeignKey(
                other,
                ignoringKey(foreignKeyExtractor),
                joiner,
                false,
                TableJoined.as(null),
                Materialized.with(null, null));
    }

    @Override
    public <VR, KO, VO> KTable<K, VR> join(
            KTable<KO, VO> other,
            Function<? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            TableJoined<K, KO> tableJoined) {
        return joinedByForeignKey(
                other, ignoringKey(foreignKeyExtractor), joiner, false, tableJoined, Materialized.with(null, null));
    }

    @Override
    public <VR, KO, VO> KTable<K, VR> join(
            KTable<KO, VO> other,
            Function<? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return joinedByForeignKey(
                other, ignoringKey(foreignKeyExtractor), joiner, false, TableJoined.as(null), materialized);
    }

    @Override
    public <VR, KO, VO> KTable<K, VR> join(
            KTable<KO, VO> other,
            Function<? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            TableJoined<K, KO> tableJoined,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return joinedByForeignKey(other, ignoringKey(foreignKeyExtractor), joiner, false, tableJoined, materialized);
    }

    @Override
    public <VR, KO, VO> KTable<K, VR> join(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner) {
        return joinedByForeignKey(
                other, foreignKeyExtractor, joiner, false, TableJoined.as(null), Materialized.with(null, null));
    }

    @Override
    public <VR, KO, VO> KTable<K, VR> join(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            TableJoined<K, KO> tableJoined) {
        return joinedByForeignKey(
                other, foreignKeyExtractor, joiner, false, tableJoined, Materialized.with(null, null));
    }

    @Override
    public <VR, KO, VO> KTable<K, VR> join(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return joinedByForeignKey(other, foreignKeyExtractor, joiner, false, TableJoined.as(null), materialized);
    }

    @Override
    public <VR, KO, VO> KTable<K, VR> join(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            TableJoined<K, KO> tableJoined,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return joinedByForeignKey(other, foreignKeyExtractor, joiner, false, tableJoined, materialized);
    }

    @Override
    public <VR, KO, VO> KTable<K, VR> leftJoin(
            KTable<KO, VO> other,
            Function<? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner) {
        return joinedByForeignKey(
                other,
                ignoringKey(foreignKeyExtractor),
                joiner,
                true,
                TableJoined.as(null),
                Materialized.with(null, null));
    }

    @Override
    public <VR, KO, VO> KTable<K, VR> leftJoin(
            KTable<KO, VO> other,
            Function<? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            TableJoined<K, KO> tableJoined) {
        return joinedByForeignKey(
                other, ignoringKey(foreignKeyExtractor), joiner, true, tableJoined, Materialized.with(null, null));
    }

    @Override
    public <VR, KO, VO> KTable<K, VR> leftJoin(
            KTable<KO, VO> other,
            Function<? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return joinedByForeignKey(
                other, ignoringKey(foreignKeyExtractor), joiner, true, TableJoined.as(null), materialized);
    }

    @Override
    public <VR, KO, VO> KTable<K, VR> leftJoin(
            KTable<KO, VO> other,
            Function<? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            TableJoined<K, KO> tableJoined,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return joinedByForeignKey(other, ignoringKey(foreignKeyExtractor), joiner, true, tableJoined, materialized);
    }

    @Override
    public <VR, KO, VO> KTable<K, VR> leftJoin(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner) {
        return joinedByForeignKey(
                other, foreignKeyExtractor, joiner, true, TableJoined.as(null), Materialized.with(null, null));
    }

    @Override
    public <VR, KO, VO> KTable<K, VR> leftJoin(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            TableJoined<K, KO> tableJoined) {
        return joinedByForeignKey(other, foreignKeyExtractor, joiner, true, tableJoined, Materialized.with(null, null));
    }

    @Override
    public <VR, KO, VO> KTable<K, VR> leftJoin(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return joinedByForeignKey(other, foreignKeyExtractor, joiner, true, TableJoined.as(null), materialized);
    }

    @Override
    public <VR, KO, VO> KTable<K, VR> leftJoin(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            TableJoined<K, KO> tableJoined,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return joinedByForeignKey(other, foreignKeyExtractor, joiner, true, tableJoined, materialized);
    }
}
