package dev.millrace.streams.internal.spi;

import java.util.function.Supplier;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** A format of the DSL's own around one that the program did not give: the configured default takes its place. */
public interface AroundDefault {
    /** The format to use, around {@code byDefault}, which is asked only if the program gave none: there may be none. */
    Serde<?> around(Supplier<Serde<?>> byDefault);

    /** {@code given}, completed if it needs a default. */
    static Serializer<?> complete(Serializer<?> given, Supplier<Serde<?>> byDefault) {
        return given instanceof AroundDefault open ? open.around(byDefault).serializer() : given;
    }

    /** {@code given}, completed if it needs a default. */
    static Deserializer<?> complete(Deserializer<?> given, Supplier<Serde<?>> byDefault) {
        return given instanceof AroundDefault open ? open.around(byDefault).deserializer() : given;
    }
}
