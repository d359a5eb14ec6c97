package dev.millrace.streams.state;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.DslStoreFormat;

/** A window store of ours or of Kafka Streams, with answers as text to compare. */
interface Windows {
    void put(String key, @Nullable String value, long start, long timestamp);

    String fetch(String key, long start);

    List<String> fetch(String key, long from, long to, boolean ascending);

    List<String> range(@Nullable String keyFrom, @Nullable String keyTo, long from, long to, boolean ascending);

    List<String> all(boolean ascending);

    List<String> fetchAll(long from, long to, boolean ascending);

    /** Headers that tell which value they came with; now and then none. */
    static Headers headers(@Nullable String value) {
        RecordHeaders headers = new RecordHeaders();
        if (value != null && value.hashCode() % 3 != 0) {
            headers.add("of", value.getBytes(StandardCharsets.UTF_8)).add("none", null);
        }
        return headers;
    }

    private static <T, R extends Iterator<T> & Closeable> List<String> drained(R rows, Function<T, String> text) {
        List<String> drained = new ArrayList<>();
        rows.forEachRemaining(row -> drained.add(text.apply(row)));
        try {
            rows.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return drained;
    }

    /** One of ours; values are text or text with a time. */
    record Ours(WindowStore<String, Object> store, DslStoreFormat values) implements Windows {
        @Override
        public void put(String key, @Nullable String value, long start, long timestamp) {
            store.put(
                    key,
                    switch (values) {
                        case PLAIN -> value;
                        case TIMESTAMPED -> ValueAndTimestamp.make(value, timestamp);
                        case HEADERS -> ValueTimestampHeaders.make(value, timestamp, headers(value));
                    },
                    start);
        }

        private static String text(@Nullable Object value) {
            if (value instanceof ValueTimestampHeaders<?> headed) {
                return headed.value() + "@" + headed.timestamp() + headed.headers();
            }
            return value instanceof ValueAndTimestamp<?> stamped
                    ? stamped.value() + "@" + stamped.timestamp()
                    : String.valueOf(value);
        }

        @Override
        public String fetch(String key, long start) {
            return text(store.fetch(key, start));
        }

        @Override
        public List<String> fetch(String key, long from, long to, boolean ascending) {
            return drained(
                    ascending ? store.fetch(key, from, to) : store.backwardFetch(key, from, to),
                    row -> row.key + "=" + text(row.value));
        }

        private static List<String> windowed(
                KeyValueIterator<dev.millrace.streams.kstream.Windowed<String>, Object> rows) {
            return drained(rows, row -> row.key + "=" + text(row.value));
        }

        @Override
        public List<String> range(
                @Nullable String keyFrom, @Nullable String keyTo, long from, long to, boolean ascending) {
            return windowed(
                    ascending ? store.fetch(keyFrom, keyTo, from, to) : store.backwardFetch(keyFrom, keyTo, from, to));
        }

        @Override
        public List<String> all(boolean ascending) {
            return windowed(ascending ? store.all() : store.backwardAll());
        }

        @Override
        public List<String> fetchAll(long from, long to, boolean ascending) {
            return windowed(ascending ? store.fetchAll(from, to) : store.backwardFetchAll(from, to));
        }
    }

    /** One of Kafka Streams. */
    record Theirs(org.apache.kafka.streams.state.WindowStore<String, Object> store, DslStoreFormat values)
            implements Windows {
        @Override
        public void put(String key, @Nullable String value, long start, long timestamp) {
            store.put(
                    key,
                    switch (values) {
                        case PLAIN -> value;
                        case TIMESTAMPED -> org.apache.kafka.streams.state.ValueAndTimestamp.make(value, timestamp);
                        case HEADERS ->
                            org.apache.kafka.streams.state.ValueTimestampHeaders.make(value, timestamp, headers(value));
                    },
                    start);
        }

        private static String text(@Nullable Object value) {
            if (value instanceof org.apache.kafka.streams.state.ValueTimestampHeaders<?> headed) {
                return headed.value() + "@" + headed.timestamp() + headed.headers();
            }
            return value instanceof org.apache.kafka.streams.state.ValueAndTimestamp<?> stamped
                    ? stamped.value() + "@" + stamped.timestamp()
                    : String.valueOf(value);
        }

        @Override
        public String fetch(String key, long start) {
            return text(store.fetch(key, start));
        }

        @Override
        public List<String> fetch(String key, long from, long to, boolean ascending) {
            return drained(
                    ascending ? store.fetch(key, from, to) : store.backwardFetch(key, from, to),
                    row -> row.key + "=" + text(row.value));
        }

        private static List<String> windowed(
                org.apache.kafka.streams.state.KeyValueIterator<
                                org.apache.kafka.streams.kstream.Windowed<String>, Object>
                        rows) {
            return drained(rows, row -> row.key + "=" + text(row.value));
        }

        @Override
        public List<String> range(
                @Nullable String keyFrom, @Nullable String keyTo, long from, long to, boolean ascending) {
            return windowed(
                    ascending ? store.fetch(keyFrom, keyTo, from, to) : store.backwardFetch(keyFrom, keyTo, from, to));
        }

        @Override
        public List<String> all(boolean ascending) {
            return windowed(ascending ? store.all() : store.backwardAll());
        }

        @Override
        public List<String> fetchAll(long from, long to, boolean ascending) {
            return windowed(ascending ? store.fetchAll(from, to) : store.backwardFetchAll(from, to));
        }
    }
}
