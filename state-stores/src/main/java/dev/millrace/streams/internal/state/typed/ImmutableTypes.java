package dev.millrace.streams.internal.state.typed;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.apache.kafka.common.serialization.BooleanDeserializer;
import org.apache.kafka.common.serialization.BooleanSerializer;
import org.apache.kafka.common.serialization.DoubleDeserializer;
import org.apache.kafka.common.serialization.DoubleSerializer;
import org.apache.kafka.common.serialization.FloatDeserializer;
import org.apache.kafka.common.serialization.FloatSerializer;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.ShortDeserializer;
import org.apache.kafka.common.serialization.ShortSerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.serialization.UUIDDeserializer;
import org.apache.kafka.common.serialization.UUIDSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The serdes whose objects a store may keep as they are: kafka-clients' own, for types that nobody can change
 * afterwards, and, for keys, with equal objects exactly where bytes are equal. Subclasses of these serdes do not count:
 * they may do anything.
 */
final class ImmutableTypes {
    private static final Map<Class<?>, Pair> BY_SERIALIZER = Map.of(
            StringSerializer.class, new Pair(StringDeserializer.class, String.class),
            LongSerializer.class, new Pair(LongDeserializer.class, Long.class),
            IntegerSerializer.class, new Pair(IntegerDeserializer.class, Integer.class),
            ShortSerializer.class, new Pair(ShortDeserializer.class, Short.class),
            FloatSerializer.class, new Pair(FloatDeserializer.class, Float.class),
            DoubleSerializer.class, new Pair(DoubleDeserializer.class, Double.class),
            BooleanSerializer.class, new Pair(BooleanDeserializer.class, Boolean.class),
            UUIDSerializer.class, new Pair(UUIDDeserializer.class, UUID.class));
    /** Not-a-number has many bytes, all equal as objects. */
    private static final Set<Class<?>> NOT_AS_KEYS = Set.of(Float.class, Double.class);

    private static final String PROBE = "\u00e4\u20ac";

    private ImmutableTypes() {}

    private record Pair(Class<?> deserializer, Class<?> type) {}

    /** The type of values that may be held as objects; null if they are to be held as bytes. */
    static @Nullable Class<?> ofValues(Coder<?> coder) {
        Pair pair = BY_SERIALIZER.get(coder.serializerType());
        if (pair == null || pair.deserializer() != coder.deserializerType()) {
            return null;
        }
        return pair.type() == String.class && !writesUtf8(coder) ? null : pair.type();
    }

    /** The same for keys. */
    static @Nullable Class<?> ofKeys(Coder<?> coder) {
        Class<?> type = ofValues(coder);
        return type == null || NOT_AS_KEYS.contains(type) ? null : type;
    }

    /** A string serde may be configured for an encoding that makes different strings equal. */
    @SuppressWarnings("unchecked")
    private static boolean writesUtf8(Coder<?> coder) {
        Coder<String> strings = (Coder<String>) coder;
        byte[] utf8 = PROBE.getBytes(StandardCharsets.UTF_8);
        return Arrays.equals(strings.write(PROBE), utf8) && PROBE.equals(strings.read(utf8));
    }

    /** Bytes of heap an object of one of these types takes, roughly. */
    static int weight(Object object) {
        return object instanceof String text ? 24 + text.length() : 16;
    }
}
