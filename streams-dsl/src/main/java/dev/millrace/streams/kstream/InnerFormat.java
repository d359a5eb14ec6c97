package dev.millrace.streams.kstream;

import java.util.Map;
import java.util.function.Function;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Finds the format of the key alone for a windowed one: handed in, or configured by the class of a serde. Bytes of a
 * window follow the key.
 */
final class InnerFormat {
    /** Names the serde for serializers and deserializers alike. */
    static final String ANY = "windowed.inner.class.serde";

    private InnerFormat() {}

    /**
     * The format to use.
     *
     * @param given handed to the constructor; null if none was
     * @param key configuration that names a serde, looked at before {@link #ANY}
     * @param part takes what is wanted out of a serde
     * @throws IllegalArgumentException if there is none, or the two differ
     * @throws ConfigException if the class is not there
     */
    static <F> F chosen(@Nullable F given, Map<String, ?> configs, String key, Function<Serde<?>, F> part) {
        String usedKey = configs.get(key) == null ? ANY : key;
        Object name = configs.get(usedKey);
        if (name == null) {
            if (given == null) {
                throw new IllegalArgumentException(
                        "The format of the key alone must be handed to the constructor or configured by " + key);
            }
            return given;
        }
        F configured = part.apply(newSerde(usedKey, name));
        if (given != null && given.getClass() != configured.getClass()) {
            throw new IllegalArgumentException("The constructor was given "
                    + given.getClass().getName() + ", but " + usedKey + " asks for "
                    + configured.getClass().getName());
        }
        return given == null ? configured : given;
    }

    private static Serde<?> newSerde(String key, Object name) {
        if (name instanceof Class<?> type) {
            return Utils.newInstance(type.asSubclass(Serde.class));
        }
        try {
            return Utils.newInstance(name.toString(), Serde.class);
        } catch (ClassNotFoundException e) {
            throw new ConfigException(key, name, "There is no such serde class");
        }
    }

    /** {@code inner}, once it is known that there is one. */
    static <F> F required(@Nullable F inner, Object owner) {
        if (inner == null) {
            throw new NullPointerException(owner.getClass().getSimpleName()
                    + " has no format for the key alone: use the constructor that takes one, or configure it");
        }
        return inner;
    }
}
