package dev.millrace.broker.coordinator;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Takes immutable records apart into maps and lists, so that a tool can show records of the broker without knowing
 * their types. Texts, numbers, truth values, byte arrays and null stay as they are; a partition becomes a map of its
 * topic and number, anything else its text. Without state.
 */
public final class RecordFields {
    private RecordFields() {}

    /**
     * Returns the components of a record by name, in their order.
     *
     * @param record the record; those inside it are taken apart too
     */
    public static Map<String, Object> of(Record record) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            fields.put(component.getName(), plain(valueOf(record, component)));
        }
        return fields;
    }

    private static @Nullable Object valueOf(Record record, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            // Most of these records are seen in their own room only.
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("component " + component + " cannot be read", e);
        }
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean || value instanceof byte[]) {
            return value;
        }
        if (value instanceof Record record) {
            return of(record);
        }
        if (value instanceof TopicPartition partition) {
            return Map.of("topic", partition.topic(), "partition", partition.partition());
        }
        if (value instanceof Collection<?> entries) {
            List<Object> list = new ArrayList<>();
            entries.forEach(entry -> list.add(plain(entry)));
            return list;
        }
        if (value instanceof Map<?, ?> entries) {
            Map<String, Object> map = new LinkedHashMap<>();
            entries.forEach((key, entry) -> map.put(String.valueOf(key), plain(entry)));
            return map;
        }
        return value.toString();
    }
}
