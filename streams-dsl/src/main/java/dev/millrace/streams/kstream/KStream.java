package dev.millrace.streams.kstream;

import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.processor.TopicNameExtractor;
import dev.millrace.streams.processor.api.FixedKeyProcessorSupplier;
import dev.millrace.streams.processor.api.ProcessorSupplier;
import dev.millrace.streams.state.KeyValueStore;

/**
 * Records, each a fact of its own. A step keeps time and headers of the record it is given; keys and values may be
 * null.
 *
 * <p>A step that may change keys marks the stream, so that the next grouping sends it through a repartition topic.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public interface KStream<K, V> {
    /** The records for which {@code predicate} holds. */
    KStream<K, V> filter(Predicate<? super K, ? super V> predicate);

    /** {@link #filter(Predicate)} by a step of this name. */
    KStream<K, V> filter(Predicate<? super K, ? super V> predicate, Named named);

    /** The records for which {@code predicate} does not hold. */
    KStream<K, V> filterNot(Predicate<? super K, ? super V> predicate);

    /** {@link #filterNot(Predicate)} by a step of this name. */
    KStream<K, V> filterNot(Predicate<? super K, ? super V> predicate, Named named);

    /** Gives each record the key that {@code mapper} makes. */
    <KOut> KStream<KOut, V> selectKey(KeyValueMapper<? super K, ? super V, ? extends KOut> mapper);

    /** {@link #selectKey(KeyValueMapper)} by a step of this name. */
    <KOut> KStream<KOut, V> selectKey(KeyValueMapper<? super K, ? super V, ? extends KOut> mapper, Named named);

    /** Gives each record the value that {@code mapper} makes. */
    <VOut> KStream<K, VOut> mapValues(ValueMapper<? super V, ? extends VOut> mapper);

    /** {@link #mapValues(ValueMapper)} by a step of this name. */
    <VOut> KStream<K, VOut> mapValues(ValueMapper<? super V, ? extends VOut> mapper, Named named);

    /** {@link #mapValues(ValueMapper)}, looking at the key. */
    <VOut> KStream<K, VOut> mapValues(ValueMapperWithKey<? super K, ? super V, ? extends VOut> mapper);

    /** {@link #mapValues(ValueMapperWithKey)} by a step of this name. */
    <VOut> KStream<K, VOut> mapValues(ValueMapperWithKey<? super K, ? super V, ? extends VOut> mapper, Named named);

    /** Makes one other record of each; {@code mapper} must not return null. */
    <KOut, VOut> KStream<KOut, VOut> map(
            KeyValueMapper<? super K, ? super V, ? extends KeyValue<? extends KOut, ? extends VOut>> mapper);

    /** {@link #map(KeyValueMapper)} by a step of this name. */
    <KOut, VOut> KStream<KOut, VOut> map(
            KeyValueMapper<? super K, ? super V, ? extends KeyValue<? extends KOut, ? extends VOut>> mapper,
            Named named);

    /** Makes any number of records of each, in the order given; {@code mapper} must not return null. */
    <KOut, VOut> KStream<KOut, VOut> flatMap(
            KeyValueMapper<? super K, ? super V, ? extends Iterable<? extends KeyValue<? extends KOut, ? extends VOut>>>
                    mapper);

    /** {@link #flatMap(KeyValueMapper)} by a step of this name. */
    <KR, VOut> KStream<KR, VOut> flatMap(
            KeyValueMapper<? super K, ? super V, ? extends Iterable<? extends KeyValue<? extends KR, ? extends VOut>>>
                    mapper,
            Named named);

    /** Makes a record of each of the values that {@code mapper} finds in a value, under the same key. */
    <VOut> KStream<K, VOut> flatMapValues(ValueMapper<? super V, ? extends Iterable<? extends VOut>> mapper);

    /** {@link #flatMapValues(ValueMapper)} by a step of this name. */
    <VOut> KStream<K, VOut> flatMapValues(
            ValueMapper<? super V, ? extends Iterable<? extends VOut>> mapper, Named named);

    /** {@link #flatMapValues(ValueMapper)}, looking at the key. */
    <VOut> KStream<K, VOut> flatMapValues(
            ValueMapperWithKey<? super K, ? super V, ? extends Iterable<? extends VOut>> mapper);

    /** {@link #flatMapValues(ValueMapperWithKey)} by a step of this name. */
    <VOut> KStream<K, VOut> flatMapValues(
            ValueMapperWithKey<? super K, ? super V, ? extends Iterable<? extends VOut>> mapper, Named named);

    /** Hands each record to {@code action}; the stream ends here. */
    void foreach(ForeachAction<? super K, ? super V> action);

    /** {@link #foreach(ForeachAction)} by a step of this name. */
    void foreach(ForeachAction<? super K, ? super V> action, Named named);

    /** Hands each record to {@code action} and passes it on unchanged. */
    KStream<K, V> peek(ForeachAction<? super K, ? super V> action);

    /** {@link #peek(ForeachAction)} by a step of this name. */
    KStream<K, V> peek(ForeachAction<? super K, ? super V> action, Named named);

    /** Prints each record; the stream ends here. For looking at what goes on, not for use at scale. */
    void print(Printed<K, V> printed);

    /** Begins to split the stream into branches. */
    BranchedKStream<K, V> split();

    /** {@link #split()} by a step of this name, which is also the first part of the names of all branches. */
    BranchedKStream<K, V> split(Named named);

    /** The records of both streams, in no particular order between them. */
    KStream<K, V> merge(KStream<K, V> stream);

    /** {@link #merge(KStream)} by a step of this name. */
    KStream<K, V> merge(KStream<K, V> stream, Named named);

    /** Sends the stream through a topic of its own, where records are placed by key. */
    KStream<K, V> repartition();

    /** {@link #repartition()} through a topic with name, formats, partitions and partitioner of choice. */
    KStream<K, V> repartition(Repartitioned<K, V> repartitioned);

    /** Writes the records to {@code topic}, which must exist. */
    void to(String topic);

    /** {@link #to(String)} in formats and partitions of choice. */
    void to(String topic, Produced<K, V> produced);

    /** Writes each record to the topic that {@code topicExtractor} names. */
    void to(TopicNameExtractor<K, V> topicExtractor);

    /** {@link #to(TopicNameExtractor)} in formats and partitions of choice. */
    void to(TopicNameExtractor<K, V> topicExtractor, Produced<K, V> produced);

    /** Takes each record for an update of its key; one without key is dropped. */
    KTable<K, V> toTable();

    /** {@link #toTable()} by a step of this name. */
    KTable<K, V> toTable(Named named);

    /** {@link #toTable()}, stored. */
    KTable<K, V> toTable(Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized);

    /** {@link #toTable()}, named and stored. */
    KTable<K, V> toTable(Named named, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized);

    /** Groups the records by the keys they have. */
    KGroupedStream<K, V> groupByKey();

    /** {@link #groupByKey()}, with formats and name of the repartition topic in case there is one. */
    KGroupedStream<K, V> groupByKey(Grouped<K, V> grouped);

    /** Groups the records by the keys that {@code keySelector} makes. */
    <KOut> KGroupedStream<KOut, V> groupBy(KeyValueMapper<? super K, ? super V, KOut> keySelector);

    /** {@link #groupBy(KeyValueMapper)}, with formats and name of the repartition topic. */
    <KOut> KGroupedStream<KOut, V> groupBy(
            KeyValueMapper<? super K, ? super V, KOut> keySelector, Grouped<KOut, V> grouped);

    /**
     * Joins records of both streams that have the same key and whose times are within {@code windows}: one result for
     * each such pair, with the later time of the two.
     */
    <VRight, VOut> KStream<K, VOut> join(
            KStream<K, VRight> otherStream,
            ValueJoiner<? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows);

    /** {@link #join(KStream, ValueJoiner, JoinWindows)}, with formats, names and stores of choice. */
    <VRight, VOut> KStream<K, VOut> join(
            KStream<K, VRight> otherStream,
            ValueJoiner<? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows,
            StreamJoined<K, V, VRight> streamJoined);

    /** {@link #join(KStream, ValueJoiner, JoinWindows)}, looking at the key. */
    <VRight, VOut> KStream<K, VOut> join(
            KStream<K, VRight> otherStream,
            ValueJoinerWithKey<? super K, ? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows);

    /** {@link #join(KStream, ValueJoinerWithKey, JoinWindows)}, with formats, names and stores of choice. */
    <VRight, VOut> KStream<K, VOut> join(
            KStream<K, VRight> otherStream,
            ValueJoinerWithKey<? super K, ? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows,
            StreamJoined<K, V, VRight> streamJoined);

    /**
     * {@link #join(KStream, ValueJoiner, JoinWindows)}, and records of this stream for which no partner came, with null
     * for it, once their window has closed.
     */
    <VRight, VOut> KStream<K, VOut> leftJoin(
            KStream<K, VRight> otherStream,
            ValueJoiner<? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows);

    /** {@link #leftJoin(KStream, ValueJoiner, JoinWindows)}, with formats, names and stores of choice. */
    <VRight, VOut> KStream<K, VOut> leftJoin(
            KStream<K, VRight> otherStream,
            ValueJoiner<? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows,
            StreamJoined<K, V, VRight> streamJoined);

    /** {@link #leftJoin(KStream, ValueJoiner, JoinWindows)}, looking at the key. */
    <VRight, VOut> KStream<K, VOut> leftJoin(
            KStream<K, VRight> otherStream,
            ValueJoinerWithKey<? super K, ? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows);

    /** {@link #leftJoin(KStream, ValueJoinerWithKey, JoinWindows)}, with formats, names and stores of choice. */
    <VRight, VOut> KStream<K, VOut> leftJoin(
            KStream<K, VRight> otherStream,
            ValueJoinerWithKey<? super K, ? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows,
            StreamJoined<K, V, VRight> streamJoined);

    /**
     * {@link #leftJoin(KStream, ValueJoiner, JoinWindows)}, and also records of the other stream for which no partner
     * came.
     */
    <VRight, VOut> KStream<K, VOut> outerJoin(
            KStream<K, VRight> otherStream,
            ValueJoiner<? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows);

    /** {@link #outerJoin(KStream, ValueJoiner, JoinWindows)}, with formats, names and stores of choice. */
    <VRight, VOut> KStream<K, VOut> outerJoin(
            KStream<K, VRight> otherStream,
            ValueJoiner<? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows,
            StreamJoined<K, V, VRight> streamJoined);

    /** {@link #outerJoin(KStream, ValueJoiner, JoinWindows)}, looking at the key. */
    <VRight, VOut> KStream<K, VOut> outerJoin(
            KStream<K, VRight> otherStream,
            ValueJoinerWithKey<? super K, ? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows);

    /** {@link #outerJoin(KStream, ValueJoinerWithKey, JoinWindows)}, with formats, names and stores of choice. */
    <VRight, VOut> KStream<K, VOut> outerJoin(
            KStream<K, VRight> otherStream,
            ValueJoinerWithKey<? super K, ? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows,
            StreamJoined<K, V, VRight> streamJoined);

    /**
     * Joins each record with the row that {@code table} has for its key, if there is one. Changes of the table make no
     * results. A record without key or value is dropped.
     */
    <TableValue, VOut> KStream<K, VOut> join(
            KTable<K, TableValue> table, ValueJoiner<? super V, ? super TableValue, ? extends VOut> joiner);

    /** {@link #join(KTable, ValueJoiner)}, with formats, name and grace period of choice. */
    <TableValue, VOut> KStream<K, VOut> join(
            KTable<K, TableValue> table,
            ValueJoiner<? super V, ? super TableValue, ? extends VOut> joiner,
            Joined<K, V, TableValue> joined);

    /** {@link #join(KTable, ValueJoiner)}, looking at the key. */
    <TableValue, VOut> KStream<K, VOut> join(
            KTable<K, TableValue> table,
            ValueJoinerWithKey<? super K, ? super V, ? super TableValue, ? extends VOut> joiner);

    /** {@link #join(KTable, ValueJoinerWithKey)}, with formats, name and grace period of choice. */
    <TableValue, VOut> KStream<K, VOut> join(
            KTable<K, TableValue> table,
            ValueJoinerWithKey<? super K, ? super V, ? super TableValue, ? extends VOut> joiner,
            Joined<K, V, TableValue> joined);

    /**
     * {@link #join(KTable, ValueJoiner)}, but records without row, or without key, go on with null for it.
     */
    <VTable, VOut> KStream<K, VOut> leftJoin(
            KTable<K, VTable> table, ValueJoiner<? super V, ? super VTable, ? extends VOut> joiner);

    /** {@link #leftJoin(KTable, ValueJoiner)}, with formats, name and grace period of choice. */
    <VTable, VOut> KStream<K, VOut> leftJoin(
            KTable<K, VTable> table,
            ValueJoiner<? super V, ? super VTable, ? extends VOut> joiner,
            Joined<K, V, VTable> joined);

    /** {@link #leftJoin(KTable, ValueJoiner)}, looking at the key. */
    <VTable, VOut> KStream<K, VOut> leftJoin(
            KTable<K, VTable> table, ValueJoinerWithKey<? super K, ? super V, ? super VTable, ? extends VOut> joiner);

    /** {@link #leftJoin(KTable, ValueJoinerWithKey)}, with formats, name and grace period of choice. */
    <VTable, VOut> KStream<K, VOut> leftJoin(
            KTable<K, VTable> table,
            ValueJoinerWithKey<? super K, ? super V, ? super VTable, ? extends VOut> joiner,
            Joined<K, V, VTable> joined);

    /**
     * Joins each record with the row of {@code globalTable} whose key {@code keySelector} makes of the record, if there
     * is one.
     */
    <GlobalKey, GlobalValue, VOut> KStream<K, VOut> join(
            GlobalKTable<GlobalKey, GlobalValue> globalTable,
            KeyValueMapper<? super K, ? super V, ? extends GlobalKey> keySelector,
            ValueJoiner<? super V, ? super GlobalValue, ? extends VOut> joiner);

    /** {@link #join(GlobalKTable, KeyValueMapper, ValueJoiner)} by a step of this name. */
    <GlobalKey, GlobalValue, VOut> KStream<K, VOut> join(
            GlobalKTable<GlobalKey, GlobalValue> globalTable,
            KeyValueMapper<? super K, ? super V, ? extends GlobalKey> keySelector,
            ValueJoiner<? super V, ? super GlobalValue, ? extends VOut> joiner,
            Named named);

    /** {@link #join(GlobalKTable, KeyValueMapper, ValueJoiner)}, looking at the key. */
    <GlobalKey, GlobalValue, VOut> KStream<K, VOut> join(
            GlobalKTable<GlobalKey, GlobalValue> globalTable,
            KeyValueMapper<? super K, ? super V, ? extends GlobalKey> keySelector,
            ValueJoinerWithKey<? super K, ? super V, ? super GlobalValue, ? extends VOut> joiner);

    /** {@link #join(GlobalKTable, KeyValueMapper, ValueJoinerWithKey)} by a step of this name. */
    <GlobalKey, GlobalValue, VOut> KStream<K, VOut> join(
            GlobalKTable<GlobalKey, GlobalValue> globalTable,
            KeyValueMapper<? super K, ? super V, ? extends GlobalKey> keySelector,
            ValueJoinerWithKey<? super K, ? super V, ? super GlobalValue, ? extends VOut> joiner,
            Named named);

    /**
     * {@link #join(GlobalKTable, KeyValueMapper, ValueJoiner)}, but a record without row goes on with null for it.
     */
    <GlobalKey, GlobalValue, VOut> KStream<K, VOut> leftJoin(
            GlobalKTable<GlobalKey, GlobalValue> globalTable,
            KeyValueMapper<? super K, ? super V, ? extends GlobalKey> keySelector,
            ValueJoiner<? super V, ? super GlobalValue, ? extends VOut> joiner);

    /** {@link #leftJoin(GlobalKTable, KeyValueMapper, ValueJoiner)} by a step of this name. */
    <GlobalKey, GlobalValue, VOut> KStream<K, VOut> leftJoin(
            GlobalKTable<GlobalKey, GlobalValue> globalTable,
            KeyValueMapper<? super K, ? super V, ? extends GlobalKey> keySelector,
            ValueJoiner<? super V, ? super GlobalValue, ? extends VOut> joiner,
            Named named);

    /** {@link #leftJoin(GlobalKTable, KeyValueMapper, ValueJoiner)}, looking at the key. */
    <GlobalKey, GlobalValue, VOut> KStream<K, VOut> leftJoin(
            GlobalKTable<GlobalKey, GlobalValue> globalTable,
            KeyValueMapper<? super K, ? super V, ? extends GlobalKey> keySelector,
            ValueJoinerWithKey<? super K, ? super V, ? super GlobalValue, ? extends VOut> joiner);

    /** {@link #leftJoin(GlobalKTable, KeyValueMapper, ValueJoinerWithKey)} by a step of this name. */
    <GlobalKey, GlobalValue, VOut> KStream<K, VOut> leftJoin(
            GlobalKTable<GlobalKey, GlobalValue> globalTable,
            KeyValueMapper<? super K, ? super V, ? extends GlobalKey> keySelector,
            ValueJoinerWithKey<? super K, ? super V, ? super GlobalValue, ? extends VOut> joiner,
            Named named);

    /**
     * Hands the records to processors of one's own, one per task.
     *
     * @param processorSupplier must return another processor each time
     * @param stateStoreNames stores that the processors use, added to the builder before
     */
    <KOut, VOut> KStream<KOut, VOut> process(
            ProcessorSupplier<? super K, ? super V, ? extends KOut, ? extends VOut> processorSupplier,
            String... stateStoreNames);

    /** {@link #process(ProcessorSupplier, String...)} by a step of this name. */
    <KOut, VOut> KStream<KOut, VOut> process(
            ProcessorSupplier<? super K, ? super V, ? extends KOut, ? extends VOut> processorSupplier,
            Named named,
            String... stateStoreNames);

    /**
     * Hands the records to processors of one's own that leave keys as they are: what follows needs no repartitioning.
     *
     * @param processorSupplier must return another processor each time
     * @param stateStoreNames stores that the processors use, added to the builder before
     */
    <VOut> KStream<K, VOut> processValues(
            FixedKeyProcessorSupplier<? super K, ? super V, ? extends VOut> processorSupplier,
            String... stateStoreNames);

    /** {@link #processValues(FixedKeyProcessorSupplier, String...)} by a step of this name. */
    <VOut> KStream<K, VOut> processValues(
            FixedKeyProcessorSupplier<? super K, ? super V, ? extends VOut> processorSupplier,
            Named named,
            String... stateStoreNames);
}
