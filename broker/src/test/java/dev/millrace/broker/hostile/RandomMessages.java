package dev.millrace.broker.hostile;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.message.ApiMessageType;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Message;
import org.apache.kafka.common.record.internal.BaseRecords;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.RequestUtils;
import org.apache.kafka.common.utils.ImplicitLinkedHashCollection;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Requests of any API at any version with any values in their fields: well-formed, if senseless. Values are often those
 * at the edges, and often names that are known to the broker.
 */
final class RandomMessages {
    private static final int DEEPEST = 5;
    private static final int MOST_ELEMENTS = 3;
    private static final long[] NUMBERS = {0, 1, 2, 3, -1, -2, 100, Short.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE};
    private static final String[] NAMES = {
        "known", "compacted", "group", "member", "", "__consumer_offsets", "range", "*"
    };

    private final Random random;

    RandomMessages(Random random) {
        this.random = random;
    }

    /** Returns header and body of a request, without the size before them. */
    byte[] request(ApiKeys api, short version) {
        try {
            ApiMessage data = ApiMessageType.fromApiKey(api.id).newRequest();
            fill(data, 0);
            return bytes(api, version, data);
        } catch (UnsupportedVersionException | NullPointerException notInThisVersion) {
            return plain(api, version);
        }
    }

    /** Returns the same of a request with nothing but defaults. */
    byte[] plain(ApiKeys api, short version) {
        return bytes(api, version, ApiMessageType.fromApiKey(api.id).newRequest());
    }

    private byte[] bytes(ApiKeys api, short version, ApiMessage data) {
        RequestHeader header = new RequestHeader(api, version, "hostile", random.nextInt());
        return Utils.toArray(RequestUtils.serialize(header.data(), header.headerVersion(), data, version));
    }

    private void fill(Message message, int depth) {
        for (Method setter : message.getClass().getMethods()) {
            if (setter.getName().startsWith("set")
                    && setter.getParameterCount() == 1
                    && setter.getReturnType() == message.getClass()
                    && random.nextInt(4) > 0) {
                set(message, setter, depth);
            }
        }
    }

    private void set(Message message, Method setter, int depth) {
        try {
            Object value = value(setter.getParameterTypes()[0], setter.getGenericParameterTypes()[0], depth);
            if (value != null) {
                setter.invoke(message, value);
            }
        } catch (ReflectiveOperationException e) {
            // A value that the setter itself refuses is no request.
            assert e.getCause() == null || e.getCause() instanceof RuntimeException : e;
        }
    }

    private @Nullable Object value(Class<?> type, Type generic, int depth) throws ReflectiveOperationException {
        if (type.isPrimitive()) {
            return number(type);
        }
        if (type == String.class) {
            return name();
        }
        if (type == byte[].class) {
            return bytes();
        }
        if (type == ByteBuffer.class) {
            return ByteBuffer.wrap(bytes());
        }
        if (type == Uuid.class) {
            return random.nextBoolean() ? Uuid.ZERO_UUID : new Uuid(random.nextLong(), random.nextLong());
        }
        if (type == BaseRecords.class) {
            return records();
        }
        if (depth == DEEPEST) {
            return null;
        }
        return type == List.class ? list(generic, depth) : struct(type, depth);
    }

    private List<Object> list(Type generic, int depth) throws ReflectiveOperationException {
        Type element = ((ParameterizedType) generic).getActualTypeArguments()[0];
        List<Object> list = new ArrayList<>();
        for (int left = random.nextInt(MOST_ELEMENTS + 1); left > 0; left--) {
            Class<?> type = element instanceof Class<?> plain ? plain : List.class;
            Object value = type == Integer.class || type == Short.class || type == Long.class || type == Byte.class
                    ? number(type)
                    : value(type, element, depth + 1);
            if (value != null) {
                list.add(value);
            }
        }
        return list;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the elements' type is that of the collection's own parameter
    private Object struct(Class<?> type, int depth) throws ReflectiveOperationException {
        Object made = type.getDeclaredConstructor().newInstance();
        if (made instanceof ImplicitLinkedHashCollection collection) {
            Class<?> element = (Class<?>) ((ParameterizedType) type.getGenericSuperclass()).getActualTypeArguments()[0];
            for (int left = random.nextInt(MOST_ELEMENTS + 1); left > 0; left--) {
                collection.add((ImplicitLinkedHashCollection.Element) struct(element, depth + 1));
            }
        } else {
            fill((Message) made, depth + 1);
        }
        return made;
    }

    private Object number(Class<?> type) {
        long value = random.nextInt(3) == 0 ? random.nextInt(10) : NUMBERS[random.nextInt(NUMBERS.length)];
        if (type == boolean.class) {
            return random.nextBoolean();
        }
        if (type == short.class || type == Short.class) {
            return (short) value;
        }
        if (type == byte.class || type == Byte.class) {
            return (byte) value;
        }
        if (type == long.class || type == Long.class) {
            return value;
        }
        return type == double.class ? (Object) (double) value : (Object) (int) value;
    }

    private String name() {
        return random.nextInt(5) == 0
                ? new String(bytes(), StandardCharsets.ISO_8859_1)
                : NAMES[random.nextInt(NAMES.length)];
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        return bytes;
    }

    private MemoryRecords records() {
        MemoryRecords records = MemoryRecords.withRecords(
                Compression.NONE, new SimpleRecord(random.nextInt(1000), bytes(), bytes()), new SimpleRecord(bytes()));
        if (random.nextBoolean()) {
            Mutations.damage(records.buffer(), random);
        }
        return records;
    }
}
