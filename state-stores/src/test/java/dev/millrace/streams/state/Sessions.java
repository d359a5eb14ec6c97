package dev.millrace.streams.state;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.DslStoreFormat;
import dev.millrace.streams.kstream.internals.SessionWindow;

/** A session store of ours or of Kafka Streams, with answers as text to compare. */
interface Sessions {
    void put(String key, @Nullable String value, long start, long end);

    void remove(String key, long start, long end);

    String fetch(String key, long start, long end);

    List<String> find(String key, long earliestEnd, long latestStart, boolean ascending);

    List<String> range(
            @Nullable String keyFrom, @Nullable String keyTo, long earliestEnd, long latestStart, boolean ascending);

    List<String> ending(long earliestEnd, long latestEnd);

    List<String> fetch(String key, boolean ascending);

    List<String> fetch(@Nullable String keyFrom, @Nullable String keyTo, boolean ascending);

    /** One of ours. */
    record Ours(SessionStore<String, Object> store, DslStoreFormat values) implements Sessions {
        private static dev.millrace.streams.kstream.Windowed<String> windowed(String key, long start, long end) {
            return new dev.millrace.streams.kstream.Windowed<>(key, new SessionWindow(start, end));
        }

        private static String text(@Nullable Object value) {
            return value instanceof AggregationWithHeaders<?> headed
                    ? headed.aggregation() + "" + headed.headers()
                    : String.valueOf(value);
        }

        private static List<String> drained(
                KeyValueIterator<dev.millrace.streams.kstream.Windowed<String>, Object> rows) {
            List<String> drained = new ArrayList<>();
            try (rows) {
                rows.forEachRemaining(row -> drained.add(row.key + "=" + text(row.value)));
            }
            return drained;
        }

        @Override
        public void put(String key, @Nullable String value, long start, long end) {
            store.put(
                    windowed(key, start, end),
                    values == DslStoreFormat.HEADERS
                            ? AggregationWithHeaders.make(value, Windows.headers(value))
                            : value);
        }

        @Override
        public void remove(String key, long start, long end) {
            store.remove(windowed(key, start, end));
        }

        @Override
        public String fetch(String key, long start, long end) {
            return text(store.fetchSession(key, start, end));
        }

        @Override
        public List<String> find(String key, long earliestEnd, long latestStart, boolean ascending) {
            return drained(
                    ascending
                            ? store.findSessions(key, earliestEnd, latestStart)
                            : store.backwardFindSessions(key, earliestEnd, latestStart));
        }

        @Override
        public List<String> range(
                @Nullable String keyFrom,
                @Nullable String keyTo,
                long earliestEnd,
                long latestStart,
                boolean ascending) {
            return drained(
                    ascending
                            ? store.findSessions(keyFrom, keyTo, earliestEnd, latestStart)
                            : store.backwardFindSessions(keyFrom, keyTo, earliestEnd, latestStart));
        }

        @Override
        public List<String> ending(long earliestEnd, long latestEnd) {
            return drained(store.findSessions(earliestEnd, latestEnd));
        }

        @Override
        public List<String> fetch(String key, boolean ascending) {
            return drained(ascending ? store.fetch(key) : store.backwardFetch(key));
        }

        @Override
        public List<String> fetch(@Nullable String keyFrom, @Nullable String keyTo, boolean ascending) {
            return drained(ascending ? store.fetch(keyFrom, keyTo) : store.backwardFetch(keyFrom, keyTo));
        }
    }

    /** One of Kafka Streams. */
    record Theirs(org.apache.kafka.streams.state.SessionStore<String, Object> store, DslStoreFormat values)
            implements Sessions {
        private static org.apache.kafka.streams.kstream.Windowed<String> windowed(String key, long start, long end) {
            return new org.apache.kafka.streams.kstream.Windowed<>(
                    key, new org.apache.kafka.streams.kstream.internals.SessionWindow(start, end));
        }

        private static String text(@Nullable Object value) {
            return value instanceof org.apache.kafka.streams.state.AggregationWithHeaders<?> headed
                    ? headed.aggregation() + "" + headed.headers()
                    : String.valueOf(value);
        }

        private static List<String> drained(
                org.apache.kafka.streams.state.KeyValueIterator<
                                org.apache.kafka.streams.kstream.Windowed<String>, Object>
                        rows) {
            List<String> drained = new ArrayList<>();
            try (rows) {
                rows.forEachRemaining(row -> drained.add(row.key + "=" + text(row.value)));
            }
            return drained;
        }

        @Override
        public void put(String key, @Nullable String value, long start, long end) {
            store.put(
                    windowed(key, start, end),
                    values == DslStoreFormat.HEADERS
                            ? org.apache.kafka.streams.state.AggregationWithHeaders.make(value, Windows.headers(value))
                            : value);
        }

        @Override
        public void remove(String key, long start, long end) {
            store.remove(windowed(key, start, end));
        }

        @Override
        public String fetch(String key, long start, long end) {
            return text(store.fetchSession(key, start, end));
        }

        @Override
        public List<String> find(String key, long earliestEnd, long latestStart, boolean ascending) {
            return drained(
                    ascending
                            ? store.findSessions(key, earliestEnd, latestStart)
                            : store.backwardFindSessions(key, earliestEnd, latestStart));
        }

        @Override
        public List<String> range(
                @Nullable String keyFrom,
                @Nullable String keyTo,
                long earliestEnd,
                long latestStart,
                boolean ascending) {
            return drained(
                    ascending
                            ? store.findSessions(keyFrom, keyTo, earliestEnd, latestStart)
                            : store.backwardFindSessions(keyFrom, keyTo, earliestEnd, latestStart));
        }

        @Override
        public List<String> ending(long earliestEnd, long latestEnd) {
            return drained(store.findSessions(earliestEnd, latestEnd));
        }

        @Override
        public List<String> fetch(String key, boolean ascending) {
            return drained(ascending ? store.fetch(key) : store.backwardFetch(key));
        }

        @Override
        public List<String> fetch(@Nullable String keyFrom, @Nullable String keyTo, boolean ascending) {
            return drained(ascending ? store.fetch(keyFrom, keyTo) : store.backwardFetch(keyFrom, keyTo));
        }
    }
}
