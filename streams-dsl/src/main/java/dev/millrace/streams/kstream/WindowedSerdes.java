package dev.millrace.streams.kstream;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Formats of keys with a window. */
public class WindowedSerdes {
    /** For reflection. */
    public WindowedSerdes() {}

    /**
     * Keys of time windows, whose key alone is of a type that {@link Serdes} knows.
     *
     * @param windowSize in milliseconds
     * @throws IllegalArgumentException if {@code Serdes} does not know the type
     */
    public static <T> Serde<Windowed<T>> timeWindowedSerdeFrom(Class<T> type, long windowSize) {
        return new TimeWindowedSerde<>(Serdes.serdeFrom(type), windowSize);
    }

    /** Keys of sessions; for the type holds what {@link #timeWindowedSerdeFrom} says. */
    public static <T> Serde<Windowed<T>> sessionWindowedSerdeFrom(Class<T> type) {
        return new SessionWindowedSerde<>(Serdes.serdeFrom(type));
    }

    /**
     * {@link TimeWindowedSerializer} and {@link TimeWindowedDeserializer}. Threads: one at a time.
     *
     * @param <T> type of the key alone
     */
    public static class TimeWindowedSerde<T> extends Serdes.WrapperSerde<Windowed<T>> {
        private final TimeWindowedDeserializer<T> reader;

        /** To be configured before use. */
        public TimeWindowedSerde() {
            this(new TimeWindowedSerializer<>(), new TimeWindowedDeserializer<>());
        }

        /**
         * With {@code inner} for the key alone.
         *
         * @param windowSize in milliseconds
         */
        public TimeWindowedSerde(Serde<T> inner, long windowSize) {
            this(
                    new TimeWindowedSerializer<>(inner.serializer()),
                    new TimeWindowedDeserializer<>(inner.deserializer(), windowSize));
        }

        private TimeWindowedSerde(TimeWindowedSerializer<T> writer, TimeWindowedDeserializer<T> reader) {
            super(writer, reader);
            this.reader = reader;
        }

        /**
         * Reads keys of a window store's changelog; what it writes stays the same.
         *
         * @return this serde
         */
        public TimeWindowedSerde<T> forChangelog(boolean isChangelogTopic) {
            reader.setIsChangelogTopic(isChangelogTopic);
            return this;
        }
    }

    /**
     * {@link SessionWindowedSerializer} and {@link SessionWindowedDeserializer}. Threads: one at a time.
     *
     * @param <T> type of the key alone
     */
    public static class SessionWindowedSerde<T> extends Serdes.WrapperSerde<Windowed<T>> {
        /** For reflection; to be configured. */
        public SessionWindowedSerde() {
            super(new SessionWindowedSerializer<>(), new SessionWindowedDeserializer<>());
        }

        /** Leaves the key alone to {@code inner}. */
        public SessionWindowedSerde(Serde<T> inner) {
            super(
                    new SessionWindowedSerializer<>(inner.serializer()),
                    new SessionWindowedDeserializer<>(inner.deserializer()));
        }
    }
}
