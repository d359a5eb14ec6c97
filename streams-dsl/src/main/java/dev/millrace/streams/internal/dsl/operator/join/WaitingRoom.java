package dev.millrace.streams.internal.dsl.operator.join;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.StreamsConfig.InternalConfig;
import dev.millrace.streams.internal.dsl.change.OperatorSerdes;
import dev.millrace.streams.internal.dsl.change.OperatorStore;
import dev.millrace.streams.processor.api.ProcessingContext;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.KeyValueStore;

/**
 * Records of both sides of a join of streams that have found no partner yet. Each waits until its window and the grace
 * period have passed, and then goes on alone (KIP-633). <i>Confined to the owner of the task.</i>
 *
 * @param <K> type of keys
 */
final class WaitingRoom<K> {
    private static final long INTERVAL_MS = 1_000;

    /** One clock for both sides: they have the store in common, and it goes away with the task. */
    private static final Map<KeyValueStore<?, ?>, JoinClock> CLOCKS = Collections.synchronizedMap(new WeakHashMap<>());

    private final KeyValueStore<Bytes, byte[]> store;
    private final JoinClock clock;
    private final JoinWindowMs windows;
    private final ProcessingContext context;
    private final String topic;
    private final Serde<K> keySerde;
    private final Serde<Object> leftSerde;
    private final Serde<Object> rightSerde;
    private final long intervalMs;

    /**
     * Where records wait, and how they are written there.
     *
     * @param storeName name of the store that both sides share
     * @param keySerde null for the configured default
     * @param leftSerde format of values on the left; null for the configured default
     * @param rightSerde format of values on the right; null for the configured default
     */
    record Formats(
            String storeName,
            @Nullable Serde<?> keySerde,
            @Nullable Serde<?> leftSerde,
            @Nullable Serde<?> rightSerde) {}

    /** Takes a record that goes on alone. */
    @FunctionalInterface
    interface Leaver<K> {
        void leave(K key, boolean left, Object value, long timestamp);
    }

    WaitingRoom(ProcessingContext context, Formats formats, JoinWindowMs windows) {
        this.context = context;
        this.windows = windows;
        store = OperatorStore.of(context, formats.storeName());
        topic = context.applicationId() + "-" + formats.storeName() + "-changelog";
        keySerde = OperatorSerdes.ofKeys(context, formats.keySerde());
        leftSerde = OperatorSerdes.ofValues(context, formats.leftSerde());
        rightSerde = OperatorSerdes.ofValues(context, formats.rightSerde());
        intervalMs = InternalConfig.getLong(
                context.appConfigs(),
                InternalConfig.EMIT_INTERVAL_MS_KSTREAMS_OUTER_JOIN_SPURIOUS_RESULTS_FIX,
                INTERVAL_MS);
        clock = CLOCKS.computeIfAbsent(store, opened -> newClock());
    }

    /** After a restart, some may wait already. */
    private JoinClock newClock() {
        try (KeyValueIterator<Bytes, byte[]> waiting = store.all()) {
            long earliestMs = waiting.hasNext()
                    ? WaitingKeyV1.timestamp(waiting.peekNextKey().get())
                    : Long.MAX_VALUE;
            return new JoinClock(context.currentSystemTimeMs() + intervalMs, earliestMs);
        }
    }

    JoinClock clock() {
        return clock;
    }

    /** A record waits from here on. */
    void enter(K key, boolean left, Object value, long timestamp) {
        Bytes waitingKey =
                WaitingKeyV1.write(timestamp, left, keySerde.serializer().serialize(topic, key));
        byte[] bytes = (left ? leftSerde : rightSerde).serializer().serialize(topic, value);
        store.put(waitingKey, WaitingValuesV1.append(store.get(waitingKey), left, bytes));
        clock.waiting(timestamp);
    }

    /** Who waits under that key and time has found a partner. */
    void partnerFound(K key, boolean left, long timestamp) {
        if (timestamp < clock.earliestWaitingMs()) {
            return;
        }
        Bytes waitingKey =
                WaitingKeyV1.write(timestamp, left, keySerde.serializer().serialize(topic, key));
        if (store.get(waitingKey) != null) {
            store.put(waitingKey, null);
        }
    }

    /**
     * Lets those go whose window has closed. To look through the store takes time, so it is not done at every call.
     *
     * @param left which side asks
     */
    void letGo(boolean left, Leaver<K> leaver) {
        if (windows.open(clock.lastSeenMs(), windows.afterMs(left), clock.streamTimeMs())
                || !clock.due(context.currentSystemTimeMs(), intervalMs)) {
            return;
        }
        lookThrough(leaver);
    }

    private void lookThrough(Leaver<K> leaver) {
        boolean leftOpen = false;
        boolean rightOpen = false;
        long earliest = Long.MAX_VALUE;
        long lastSeen = Long.MAX_VALUE;
        Bytes leaving = null;
        try (KeyValueIterator<Bytes, byte[]> waiting = store.all()) {
            while (waiting.hasNext()) {
                KeyValue<Bytes, byte[]> next = waiting.next();
                lastSeen = WaitingKeyV1.timestamp(next.key.get());
                if (leftOpen && rightOpen) {
                    break;
                }
                boolean ofLeft = WaitingKeyV1.left(next.key.get());
                if (windows.open(lastSeen, windows.afterMs(ofLeft), clock.streamTimeMs())) {
                    earliest = Math.min(earliest, lastSeen);
                    leftOpen |= ofLeft;
                    rightOpen |= !ofLeft;
                } else {
                    leave(next.key.get(), next.value, leaver);
                    remove(leaving);
                    leaving = next.key;
                }
            }
        }
        remove(leaving);
        clock.looked(earliest, lastSeen);
    }

    private void leave(byte[] waitingKey, byte[] values, Leaver<K> leaver) {
        boolean left = WaitingKeyV1.left(waitingKey);
        K key = keySerde.deserializer().deserialize(topic, WaitingKeyV1.key(waitingKey));
        Serde<Object> serde = left ? leftSerde : rightSerde;
        WaitingValuesV1.read(
                values,
                value -> leaver.leave(
                        key, left, serde.deserializer().deserialize(topic, value), WaitingKeyV1.timestamp(waitingKey)));
    }

    private void remove(@Nullable Bytes key) {
        if (key != null) {
            store.put(key, null);
        }
    }
}
