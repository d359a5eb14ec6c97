package dev.millrace.streams.state;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.DslStoreFormat;
import dev.millrace.streams.KeyValue;
import dev.millrace.streams.processor.StateStore;

/**
 * Stores of values with time or headers, seen as stores of values alone: so that one contract is for all of them. What
 * is put gets the time of the record that is processed, and a header.
 */
final class PlainViews {
    /** Where the value stands in the parameters of what puts one. */
    private static final Map<String, Integer> PUTS = Map.of("put", 1, "putIfAbsent", 1);

    private PlainViews() {}

    /** A view of {@code store}, which is of {@code kind}; itself if its values have nothing. */
    static <T extends StateStore> T of(Class<? super T> kind, StateStore store, DslStoreFormat format, FakeTask task) {
        @SuppressWarnings("unchecked")
        T plain = (T) (format == DslStoreFormat.PLAIN ? store : proxy(kind, store, format, task));
        return plain;
    }

    private static Object proxy(Class<?> kind, Object behind, DslStoreFormat format, FakeTask task) {
        return Proxy.newProxyInstance(kind.getClassLoader(), new Class<?>[] {kind}, (proxy, method, arguments) -> {
            if (behind instanceof Iterator && method.isDefault()) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
            }
            try {
                return plain(method.invoke(behind, whole(behind, method, arguments, format, task)), format, task);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    private static Object @Nullable [] whole(
            Object store, Method method, Object @Nullable [] arguments, DslStoreFormat format, FakeTask task) {
        if (arguments == null) {
            return null;
        }
        Object[] whole = arguments.clone();
        Integer value = PUTS.get(method.getName());
        if (value != null) {
            whole[value] = whole(store, whole[value], format, task);
        } else if (method.getName().equals("putAll")) {
            List<KeyValue<Object, Object>> entries = new ArrayList<>();
            for (Object entry : (List<?>) whole[0]) {
                KeyValue<?, ?> pair = (KeyValue<?, ?>) entry;
                entries.add(KeyValue.pair(pair.key, whole(store, pair.value, format, task)));
            }
            whole[0] = entries;
        }
        return whole;
    }

    private static @Nullable Object whole(Object store, @Nullable Object value, DslStoreFormat format, FakeTask task) {
        long time = task.currentRecord().timestamp();
        Headers headers = new RecordHeaders().add("h", new byte[] {1});
        if (store instanceof SessionStore) {
            return AggregationWithHeaders.make(value, headers);
        }
        return format == DslStoreFormat.HEADERS
                ? ValueTimestampHeaders.make(value, time, headers)
                : ValueAndTimestamp.make(value, time);
    }

    private static @Nullable Object plain(@Nullable Object answer, DslStoreFormat format, FakeTask task) {
        if (answer instanceof ValueAndTimestamp<?> stamped) {
            return stamped.value();
        }
        if (answer instanceof ValueTimestampHeaders<?> headed) {
            return headed.value();
        }
        if (answer instanceof AggregationWithHeaders<?> headed) {
            return headed.aggregation();
        }
        if (answer instanceof KeyValue<?, ?> row) {
            return KeyValue.pair(row.key, plain(row.value, format, task));
        }
        if (answer instanceof WindowStoreIterator<?>) {
            return proxy(WindowStoreIterator.class, answer, format, task);
        }
        return answer instanceof KeyValueIterator<?, ?> ? proxy(KeyValueIterator.class, answer, format, task) : answer;
    }
}
