package dev.millrace.streams.internal.dsl.operator.foreignkey;

import java.util.function.BiFunction;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.change.Change;
import dev.millrace.streams.internal.dsl.change.TableReading;
import dev.millrace.streams.kstream.ValueJoiner;
import dev.millrace.streams.processor.api.ProcessingContext;
import dev.millrace.streams.processor.api.Processor;

/**
 * What all operators of one foreign-key join know. <i>Immutable.</i>
 *
 * @param extractor the foreign key of a left row; null if it has none
 * @param joiner makes values of a left and a right one
 * @param left whether left rows without right ones go on
 * @param <K> type of the left table's keys
 * @param <V> type of the left table's values
 * @param <KO> type of the right table's keys
 * @param <VO> type of the right table's values
 * @param <VR> type of values made
 */
public record ForeignKeyJoin<K, V, KO, VO, VR>(
        BiFunction<? super K, ? super V, ? extends KO> extractor,
        ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
        boolean left,
        Formats<K, V, KO, VO> formats,
        Names names) {
    /** How keys and values of both tables are written; null for the configured default. */
    public record Formats<K, V, KO, VO>(
            @Nullable Serde<K> key,
            @Nullable Serde<V> value,
            @Nullable Serde<KO> foreignKey,
            @Nullable Serde<VO> foreignValue) {}

    /**
     * What is between the tables.
     *
     * @param subscriptions topic of subscriptions, without the application's prefix
     * @param responses topic of responses, without the application's prefix
     * @param store keeps subscriptions
     */
    public record Names(String subscriptions, String responses, String store) {}

    Codec<K, V, KO, VO> open(ProcessingContext context) {
        return new Codec<>(formats, names, context);
    }

    /** Changes to the left table become subscriptions; {@code versioned} says whether it has versions. */
    public Processor<K, Change<V>, Wire<KO>, Wire<Object>> send(boolean versioned) {
        return new SendSubscriptions<>(this, versioned);
    }

    /** Subscriptions are stored. */
    public Processor<byte[], byte[], Object, Object> receive() {
        return new ReceiveSubscriptions<>(this);
    }

    /** Subscriptions are joined with the right table. */
    public Processor<Object, Object, Wire<K>, Wire<Integer>> joinSubscriptions(TableReading<KO, VO> table) {
        return new JoinSubscriptions<>(this, table);
    }

    /** Changes of the right table are joined with subscriptions; {@code versioned} says whether it has versions. */
    public Processor<KO, Change<VO>, Wire<K>, Wire<Integer>> joinRows(boolean versioned) {
        return new JoinForeignRows<>(this, versioned);
    }

    /** Responses become rows. */
    public Processor<byte[], byte[], K, VR> resolve(TableReading<K, V> table) {
        return new ResolveResponses<>(this, table);
    }
}
