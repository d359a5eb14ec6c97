package dev.millrace.streams.internal.driver.step;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.shape.SessionsAlone;
import dev.millrace.streams.internal.state.shape.ValueShape;
import dev.millrace.streams.internal.state.shape.ValuesAlone;
import dev.millrace.streams.internal.state.shape.WindowsAlone;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.SessionStore;
import dev.millrace.streams.state.SessionStoreWithHeaders;
import dev.millrace.streams.state.TimestampedKeyValueStore;
import dev.millrace.streams.state.TimestampedKeyValueStoreWithHeaders;
import dev.millrace.streams.state.TimestampedWindowStore;
import dev.millrace.streams.state.TimestampedWindowStoreWithHeaders;
import dev.millrace.streams.state.ValueAndTimestamp;
import dev.millrace.streams.state.ValueTimestampHeaders;
import dev.millrace.streams.state.VersionedKeyValueStore;
import dev.millrace.streams.state.WindowStore;

/**
 * A store of the topology as a test asks for it: by its kind, or with less in its values than it has. Each question is
 * answered with null if the store is of another kind, or if there is none. What types of keys and values it has, only
 * the test knows. <i>Confined to the thread of the test.</i>
 *
 * @param store null if there is none of that name
 */
@SuppressWarnings("unchecked")
public record DrivenStore(@Nullable StateStore store) {
    /**
     * The store, unless it is of a kind of its own, which {@code name}'s test is to ask for.
     *
     * @throws IllegalArgumentException if it is, as in Kafka Streams
     */
    public @Nullable StateStore ofNoKind(String name) {
        String kind = kind();
        if (kind != null) {
            throw new IllegalArgumentException("Store " + name + " is a " + kind
                    + " store and should be accessed via `get" + getter(kind) + "Store()`");
        }
        return store;
    }

    private @Nullable String kind() {
        if (store instanceof VersionedKeyValueStore<?, ?>) {
            return "versioned key-value";
        }
        if (store instanceof TimestampedKeyValueStore<?, ?>) {
            return "timestamped key-value";
        }
        if (store instanceof KeyValueStore<?, ?>) {
            return "key-value";
        }
        if (store instanceof TimestampedWindowStore<?, ?>) {
            return "timestamped window";
        }
        if (store instanceof WindowStore<?, ?>) {
            return "window";
        }
        return store instanceof SessionStore<?, ?> ? "session" : null;
    }

    /** The words of {@code kind}, each with a capital. */
    private static String getter(String kind) {
        return Stream.of(kind.split("[ -]"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    /** A key-value store, its values alone. */
    public <K, V> @Nullable KeyValueStore<K, V> keyValue() {
        if (store instanceof TimestampedKeyValueStore<?, ?> timestamped) {
            return new ValuesAlone<>((TimestampedKeyValueStore<K, V>) timestamped, ValueShape.withoutTime());
        }
        if (store instanceof TimestampedKeyValueStoreWithHeaders<?, ?> headed) {
            return new ValuesAlone<>(
                    (TimestampedKeyValueStoreWithHeaders<K, V>) headed, ValueShape.withoutTimeAndHeaders());
        }
        return store instanceof KeyValueStore<?, ?> plain ? (KeyValueStore<K, V>) plain : null;
    }

    /** A key-value store whose values have their time, without headers. */
    public <K, V> @Nullable KeyValueStore<K, ValueAndTimestamp<V>> timestampedKeyValue() {
        if (store instanceof TimestampedKeyValueStoreWithHeaders<?, ?> headed) {
            return new ValuesAlone<>((TimestampedKeyValueStoreWithHeaders<K, V>) headed, ValueShape.withoutHeaders());
        }
        return store instanceof TimestampedKeyValueStore<?, ?> timestamped
                ? (TimestampedKeyValueStore<K, V>) timestamped
                : null;
    }

    /** A key-value store whose values have their time and headers. */
    public <K, V> @Nullable KeyValueStore<K, ValueTimestampHeaders<V>> headedKeyValue() {
        return store instanceof TimestampedKeyValueStoreWithHeaders<?, ?> headed
                ? (TimestampedKeyValueStoreWithHeaders<K, V>) headed
                : null;
    }

    /** A versioned key-value store. */
    public <K, V> @Nullable VersionedKeyValueStore<K, V> versioned() {
        return store instanceof VersionedKeyValueStore<?, ?> versioned
                ? (VersionedKeyValueStore<K, V>) versioned
                : null;
    }

    /** A window store, its values alone. */
    public <K, V> @Nullable WindowStore<K, V> windows() {
        if (store instanceof TimestampedWindowStore<?, ?> timestamped) {
            return new WindowsAlone<>((TimestampedWindowStore<K, V>) timestamped, ValueShape.withoutTime());
        }
        if (store instanceof TimestampedWindowStoreWithHeaders<?, ?> headed) {
            return new WindowsAlone<>(
                    (TimestampedWindowStoreWithHeaders<K, V>) headed, ValueShape.withoutTimeAndHeaders());
        }
        return store instanceof WindowStore<?, ?> plain ? (WindowStore<K, V>) plain : null;
    }

    /** A window store whose values have their time, without headers. */
    public <K, V> @Nullable WindowStore<K, ValueAndTimestamp<V>> timestampedWindows() {
        if (store instanceof TimestampedWindowStoreWithHeaders<?, ?> headed) {
            return new WindowsAlone<>((TimestampedWindowStoreWithHeaders<K, V>) headed, ValueShape.withoutHeaders());
        }
        return store instanceof TimestampedWindowStore<?, ?> timestamped
                ? (TimestampedWindowStore<K, V>) timestamped
                : null;
    }

    /** A window store whose values have their time and headers. */
    public <K, V> @Nullable WindowStore<K, ValueTimestampHeaders<V>> headedWindows() {
        return store instanceof TimestampedWindowStoreWithHeaders<?, ?> headed
                ? (TimestampedWindowStoreWithHeaders<K, V>) headed
                : null;
    }

    /** A session store, its aggregates alone. */
    public <K, V> @Nullable SessionStore<K, V> sessions() {
        if (store instanceof SessionStoreWithHeaders<?, ?> headed) {
            return new SessionsAlone<>((SessionStoreWithHeaders<K, V>) headed, ValueShape.aggregatesAlone());
        }
        return store instanceof SessionStore<?, ?> plain ? (SessionStore<K, V>) plain : null;
    }

    /** A session store whose aggregates have headers. */
    public <K, V> @Nullable SessionStoreWithHeaders<K, V> headedSessions() {
        return store instanceof SessionStoreWithHeaders<?, ?> headed ? (SessionStoreWithHeaders<K, V>) headed : null;
    }
}
