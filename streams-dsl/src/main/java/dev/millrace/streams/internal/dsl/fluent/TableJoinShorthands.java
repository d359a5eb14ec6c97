package dev.millrace.streams.internal.dsl.fluent;

import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.operator.join.JoinKind;
import dev.millrace.streams.internal.dsl.option.TableOptions;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Named;
import dev.millrace.streams.kstream.ValueJoiner;
import dev.millrace.streams.state.KeyValueStore;

import static java.util.Objects.requireNonNull;

/** The joins of a table with another, in terms of one call for joins by key. */
abstract class TableJoinShorthands<K, V> extends TableShorthands<K, V> {
    private static final String MATERIALIZED = "materialized can't be null";

    /**
     * Joins by key.
     *
     * @param options how the result is kept; null if it is not
     */
    abstract <VO, VR> KTable<K, VR> joined(
            KTable<K, VO> other,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            JoinKind kind,
            Named named,
            @Nullable TableOptions<K, VR> options);

    private static <K, VR> TableOptions<K, VR> kept(Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return TableOptions.of(requireNonNull(materialized, MATERIALIZED));
    }

    @Override
    public <VO, VR> KTable<K, VR> join(KTable<K, VO> other, ValueJoiner<? super V, ? super VO, ? extends VR> joiner) {
        return joined(other, joiner, JoinKind.INNER, Unnamed.NODE, null);
    }

    @Override
    public <VO, VR> KTable<K, VR> join(
            KTable<K, VO> other, ValueJoiner<? super V, ? super VO, ? extends VR> joiner, Named named) {
        return joined(other, joiner, JoinKind.INNER, named, null);
    }

    @Override
    public <VO, VR> KTable<K, VR> join(
            KTable<K, VO> other,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return joined(other, joiner, JoinKind.INNER, Unnamed.NODE, kept(materialized));
    }

    @Override
    public <VO, VR> KTable<K, VR> join(
            KTable<K, VO> other,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Named named,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return joined(other, joiner, JoinKind.INNER, named, kept(materialized));
    }

    @Override
    public <VO, VR> KTable<K, VR> leftJoin(
            KTable<K, VO> other, ValueJoiner<? super V, ? super VO, ? extends VR> joiner) {
        return joined(other, joiner, JoinKind.LEFT, Unnamed.NODE, null);
    }

    @Override
    public <VO, VR> KTable<K, VR> leftJoin(
            KTable<K, VO> other, ValueJoiner<? super V, ? super VO, ? extends VR> joiner, Named named) {
        return joined(other, joiner, JoinKind.LEFT, named, null);
    }

    @Override
    public <VO, VR> KTable<K, VR> leftJoin(
            KTable<K, VO> other,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return joined(other, joiner, JoinKind.LEFT, Unnamed.NODE, kept(materialized));
    }

    @Override
    public <VO, VR> KTable<K, VR> leftJoin(
            KTable<K, VO> other,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Named named,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return joined(other, joiner, JoinKind.LEFT, named, kept(materialized));
    }

    @Override
    public <VO, VR> KTable<K, VR> outerJoin(
            KTable<K, VO> other, ValueJoiner<? super V, ? super VO, ? extends VR> joiner) {
        return joined(other, joiner, JoinKind.OUTER, Unnamed.NODE, null);
    }

    @Override
    public <VO, VR> KTable<K, VR> outerJoin(
            KTable<K, VO> other, ValueJoiner<? super V, ? super VO, ? extends VR> joiner, Named named) {
        return joined(other, joiner, JoinKind.OUTER, named, null);
    }

    @Override
    public <VO, VR> KTable<K, VR> outerJoin(
            KTable<K, VO> other,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return joined(other, joiner, JoinKind.OUTER, Unnamed.NODE, kept(materialized));
    }

    @Override
    public <VO, VR> KTable<K, VR> outerJoin(
            KTable<K, VO> other,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Named named,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return joined(other, joiner, JoinKind.OUTER, named, kept(materialized));
    }
}
