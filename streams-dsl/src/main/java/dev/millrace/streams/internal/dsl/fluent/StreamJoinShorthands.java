package dev.millrace.streams.internal.dsl.fluent;

import dev.millrace.streams.internal.dsl.operator.join.JoinKind;
import dev.millrace.streams.kstream.GlobalKTable;
import dev.millrace.streams.kstream.JoinWindows;
import dev.millrace.streams.kstream.Joined;
import dev.millrace.streams.kstream.KStream;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.KeyValueMapper;
import dev.millrace.streams.kstream.Named;
import dev.millrace.streams.kstream.StreamJoined;
import dev.millrace.streams.kstream.ValueJoiner;
import dev.millrace.streams.kstream.ValueJoinerWithKey;

import static java.util.Objects.requireNonNull;

/** The joins of a stream, in terms of one call for each kind of partner. */
abstract class StreamJoinShorthands<K, V> extends StreamShorthands<K, V> {
    /** Joins with another stream. */
    abstract <VRight, VOut> KStream<K, VOut> joined(
            KStream<K, VRight> other,
            ValueJoinerWithKey<? super K, ? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows,
            StreamJoined<K, V, VRight> joined,
            JoinKind kind);

    /** Joins with a table. */
    abstract <VTable, VOut> KStream<K, VOut> joined(
            KTable<K, VTable> table,
            ValueJoinerWithKey<? super K, ? super V, ? super VTable, ? extends VOut> joiner,
            Joined<K, V, VTable> joined,
            JoinKind kind);

    /** Joins with a global table. */
    abstract <KTable, VTable, VOut> KStream<K, VOut> joined(
            GlobalKTable<KTable, VTable> table,
            KeyValueMapper<? super K, ? super V, ? extends KTable> keySelector,
            ValueJoinerWithKey<? super K, ? super V, ? super VTable, ? extends VOut> joiner,
            Named named,
            JoinKind kind);

    static <V1, V2, VOut> ValueJoinerWithKey<Object, V1, V2, VOut> ignoringKey(
            ValueJoiner<? super V1, ? super V2, ? extends VOut> joiner) {
        requireNonNull(joiner, "joiner cannot be null");
        return (key, value1, value2) -> joiner.apply(value1, value2);
    }

    @Override
    public <VRight, VOut> KStream<K, VOut> join(
            KStream<K, VRight> otherStream,
            ValueJoiner<? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows) {
        return joined(
                otherStream,
                StreamJoinShorthands.<V, VRight, VOut>ignoringKey(joiner),
                windows,
                StreamJoined.with(null, null, null),
                JoinKind.INNER);
    }

    @Override
    public <VRight, VOut> KStream<K, VOut> join(
            KStream<K, VRight> otherStream,
            ValueJoiner<? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows,
            StreamJoined<K, V, VRight> streamJoined) {
        return joined(
                otherStream,
                StreamJoinShorthands.<V, VRight, VOut>ignoringKey(joiner),
                windows,
                streamJoined,
                JoinKind.INNER);
    }

    @Override
    public <VRight, VOut> KStream<K, VOut> join(
            KStream<K, VRight> otherStream,
            ValueJoinerWithKey<? super K, ? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows) {
        return joined(otherStream, joiner, windows, StreamJoined.with(null, null, null), JoinKind.INNER);
    }

    @Override
    public <VRight, VOut> KStream<K, VOut> join(
            KStream<K, VRight> otherStream,
            ValueJoinerWithKey<? super K, ? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows,
            StreamJoined<K, V, VRight> streamJoined) {
        return joined(otherStream, joiner, windows, streamJoined, JoinKind.INNER);
    }

    @Override
    public <VRight, VOut> KStream<K, VOut> leftJoin(
            KStream<K, VRight> otherStream,
            ValueJoiner<? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows) {
        return joined(
                otherStream,
                StreamJoinShorthands.<V, VRight, VOut>ignoringKey(joiner),
                windows,
                StreamJoined.with(null, null, null),
                JoinKind.LEFT);
    }

    @Override
    public <VRight, VOut> KStream<K, VOut> leftJoin(
            KStream<K, VRight> otherStream,
            ValueJoiner<? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows,
            StreamJoined<K, V, VRight> streamJoined) {
        return joined(
                otherStream,
                StreamJoinShorthands.<V, VRight, VOut>ignoringKey(joiner),
                windows,
                streamJoined,
                JoinKind.LEFT);
    }

    @Override
    public <VRight, VOut> KStream<K, VOut> leftJoin(
            KStream<K, VRight> otherStream,
            ValueJoinerWithKey<? super K, ? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows) {
        return joined(otherStream, joiner, windows, StreamJoined.with(null, null, null), JoinKind.LEFT);
    }

    @Override
    public <VRight, VOut> KStream<K, VOut> leftJoin(
            KStream<K, VRight> otherStream,
            ValueJoinerWithKey<? super K, ? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows,
            StreamJoined<K, V, VRight> streamJoined) {
        return joined(otherStream, joiner, windows, streamJoined, JoinKind.LEFT);
    }

    @Override
    public <VRight, VOut> KStream<K, VOut> outerJoin(
            KStream<K, VRight> otherStream,
            ValueJoiner<? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows) {
        return joined(
                otherStream,
                StreamJoinShorthands.<V, VRight, VOut>ignoringKey(joiner),
                windows,
                StreamJoined.with(null, null, null),
                JoinKind.OUTER);
    }

    @Override
    public <VRight, VOut> KStream<K, VOut> outerJoin(
            KStream<K, VRight> otherStream,
            ValueJoiner<? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows,
            StreamJoined<K, V, VRight> streamJoined) {
        return joined(
                otherStream,
                StreamJoinShorthands.<V, VRight, VOut>ignoringKey(joiner),
                windows,
                streamJoined,
                JoinKind.OUTER);
    }

    @Override
    public <VRight, VOut> KStream<K, VOut> outerJoin(
            KStream<K, VRight> otherStream,
            ValueJoinerWithKey<? super K, ? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows) {
        return joined(otherStream, joiner, windows, StreamJoined.with(null, null, null), JoinKind.OUTER);
    }

    @Override
    public <VRight, VOut> KStream<K, VOut> outerJoin(
            KStream<K, VRight> otherStream,
            ValueJoinerWithKey<? super K, ? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows,
            StreamJoined<K, V, VRight> streamJoined) {
        return joined(otherStream, joiner, windows, streamJoined, JoinKind.OUTER);
    }

    @Override
    public <TableValue, VOut> KStream<K, VOut> join(
            KTable<K, TableValue> table, ValueJoiner<? super V, ? super TableValue, ? extends VOut> joiner) {
        return joined(
                table,
                StreamJoinShorthands.<V, TableValue, VOut>ignoringKey(joiner),
                Joined.with(null, null, null),
                JoinKind.INNER);
    }

    @Override
    public <TableValue, VOut> KStream<K, VOut> join(
            KTable<K, TableValue> table,
            ValueJoiner<? super V, ? super TableValue, ? extends VOut> joiner,
            Joined<K, V, TableValue> joined) {
        return joined(table, StreamJoinShorthands.<V, TableValue, VOut>ignoringKey(joiner), joined, JoinKind.INNER);
    }

    @Override
    public <TableValue, VOut> KStream<K, VOut> join(
            KTable<K, TableValue> table,
            ValueJoinerWithKey<? super K, ? super V, ? super TableValue, ? extends VOut> joiner) {
        return joined(table, joiner, Joined.with(null, null, null), JoinKind.INNER);
    }

    @Override
    public <TableValue, VOut> KStream<K, VOut> join(
            KTable<K, TableValue> table,
            ValueJoinerWithKey<? super K, ? super V, ? super TableValue, ? extends VOut> joiner,
            Joined<K, V, TableValue> joined) {
        return joined(table, joiner, joined, JoinKind.INNER);
    }

    @Override
    public <VTable, VOut> KStream<K, VOut> leftJoin(
            KTable<K, VTable> table, ValueJoiner<? super V, ? super VTable, ? extends VOut> joiner) {
        return joined(
                table,
                StreamJoinShorthands.<V, VTable, VOut>ignoringKey(joiner),
                Joined.with(null, null, null),
                JoinKind.LEFT);
    }

    @Override
    public <VTable, VOut> KStream<K, VOut> leftJoin(
            KTable<K, VTable> table,
            ValueJoiner<? super V, ? super VTable, ? extends VOut> joiner,
            Joined<K, V, VTable> joined) {
        return joined(table, StreamJoinShorthands.<V, VTable, VOut>ignoringKey(joiner), joined, JoinKind.LEFT);
    }

    @Override
    public <VTable, VOut> KStream<K, VOut> leftJoin(
            KTable<K, VTable> table, ValueJoinerWithKey<? super K, ? super V, ? super VTable, ? extends VOut> joiner) {
        return joined(table, joiner, Joined.with(null, null, null), JoinKind.LEFT);
    }

    @Override
    public <VTable, VOut> KStream<K, VOut> leftJoin(
            KTable<K, VTable> table,
            ValueJoinerWithKey<? super K, ? super V, ? super VTable, ? extends VOut> joiner,
            Joined<K, V, VTable> joined) {
        return joined(table, joiner, joined, JoinKind.LEFT);
    }

    @Override
    public <GlobalKey, GlobalValue, VOut> KStream<K, VOut> join(
            GlobalKTable<GlobalKey, GlobalValue> globalTable,
            KeyValueMapper<? super K, ? super V, ? extends GlobalKey> keySelector,
            ValueJoiner<? super V, ? super GlobalValue, ? extends VOut> joiner) {
        return joined(
                globalTable,
                keySelector,
                StreamJoinShorthands.<V, GlobalValue, VOut>ignoringKey(joiner),
                Unnamed.NODE,
                JoinKind.INNER);
    }

    @Override
    public <GlobalKey, GlobalValue, VOut> KStream<K, VOut> join(
            GlobalKTable<GlobalKey, GlobalValue> globalTable,
            KeyValueMapper<? super K, ? super V, ? extends GlobalKey> keySelector,
            ValueJoiner<? super V, ? super GlobalValue, ? extends VOut> joiner,
            Named named) {
        return joined(
                globalTable,
                keySelector,
                StreamJoinShorthands.<V, GlobalValue, VOut>ignoringKey(joiner),
                named,
                JoinKind.INNER);
    }

    @Override
    public <GlobalKey, GlobalValue, VOut> KStream<K, VOut> join(
            GlobalKTable<GlobalKey, GlobalValue> globalTable,
            KeyValueMapper<? super K, ? super V, ? extends GlobalKey> keySelector,
            ValueJoinerWithKey<? super K, ? super V, ? super GlobalValue, ? extends VOut> joiner) {
        return joined(globalTable, keySelector, joiner, Unnamed.NODE, JoinKind.INNER);
    }

    @Override
    public <GlobalKey, GlobalValue, VOut> KStream<K, VOut> join(
            GlobalKTable<GlobalKey, GlobalValue> globalTable,
            KeyValueMapper<? super K, ? super V, ? extends GlobalKey> keySelector,
            ValueJoinerWithKey<? super K, ? super V, ? super GlobalValue, ? extends VOut> joiner,
            Named named) {
        return joined(globalTable, keySelector, joiner, named, JoinKind.INNER);
    }

    @Override
    public <GlobalKey, GlobalValue, VOut> KStream<K, VOut> leftJoin(
            GlobalKTable<GlobalKey, GlobalValue> globalTable,
            KeyValueMapper<? super K, ? super V, ? extends GlobalKey> keySelector,
            ValueJoiner<? super V, ? super GlobalValue, ? extends VOut> joiner) {
        return joined(
                globalTable,
                keySelector,
                StreamJoinShorthands.<V, GlobalValue, VOut>ignoringKey(joiner),
                Unnamed.NODE,
                JoinKind.LEFT);
    }

    @Override
    public <GlobalKey, GlobalValue, VOut> KStream<K, VOut> leftJoin(
            GlobalKTable<GlobalKey, GlobalValue> globalTable,
            KeyValueMapper<? super K, ? super V, ? extends GlobalKey> keySelector,
            ValueJoiner<? super V, ? super GlobalValue, ? extends VOut> joiner,
            Named named) {
        return joined(
                globalTable,
                keySelector,
                StreamJoinShorthands.<V, GlobalValue, VOut>ignoringKey(joiner),
                named,
                JoinKind.LEFT);
    }

    @Override
    public <GlobalKey, GlobalValue, VOut> KStream<K, VOut> leftJoin(
            GlobalKTable<GlobalKey, GlobalValue> globalTable,
            KeyValueMapper<? super K, ? super V, ? extends GlobalKey> keySelector,
            ValueJoinerWithKey<? super K, ? super V, ? super GlobalValue, ? extends VOut> joiner) {
        return joined(globalTable, keySelector, joiner, Unnamed.NODE, JoinKind.LEFT);
    }

    @Override
    public <GlobalKey, GlobalValue, VOut> KStream<K, VOut> leftJoin(
            GlobalKTable<GlobalKey, GlobalValue> globalTable,
            KeyValueMapper<? super K, ? super V, ? extends GlobalKey> keySelector,
            ValueJoinerWithKey<? super K, ? super V, ? super GlobalValue, ? extends VOut> joiner,
            Named named) {
        return joined(globalTable, keySelector, joiner, named, JoinKind.LEFT);
    }
}
