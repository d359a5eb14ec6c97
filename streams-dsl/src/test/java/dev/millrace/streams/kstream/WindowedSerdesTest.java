package dev.millrace.streams.kstream;

import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

import dev.millrace.streams.kstream.internals.SessionWindow;
import dev.millrace.streams.kstream.internals.TimeWindow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WindowedSerdesTest {
    private static final Windowed<String> WINDOW = new Windowed<>("ab", new TimeWindow(5, 9));
    private static final Windowed<String> SESSION = new Windowed<>("ab", new SessionWindow(5, 9));

    @Test
    void keysOfWindowsHaveTheBytesOfKafkaStreams() {
        byte[] theirs = org.apache.kafka.streams.kstream.WindowedSerdes.timeWindowedSerdeFrom(String.class, 4)
                .serializer()
                .serialize(
                        "t",
                        new org.apache.kafka.streams.kstream.Windowed<>(
                                "ab", new org.apache.kafka.streams.kstream.internals.TimeWindow(5, 9)));
        Serde<Windowed<String>> serde = WindowedSerdes.timeWindowedSerdeFrom(String.class, 4);

        assertThat(serde.serializer().serialize("t", WINDOW)).isEqualTo(theirs);
        assertThat(serde.deserializer().deserialize("t", theirs)).isEqualTo(WINDOW);
    }

    @Test
    void keysOfSessionsHaveTheBytesOfKafkaStreams() {
        byte[] theirs = org.apache.kafka.streams.kstream.WindowedSerdes.sessionWindowedSerdeFrom(String.class)
                .serializer()
                .serialize(
                        "t",
                        new org.apache.kafka.streams.kstream.Windowed<>(
                                "ab", new org.apache.kafka.streams.kstream.internals.SessionWindow(5, 9)));
        Serde<Windowed<String>> serde = WindowedSerdes.sessionWindowedSerdeFrom(String.class);

        assertThat(serde.serializer().serialize("t", SESSION)).isEqualTo(theirs);
        assertThat(serde.deserializer().deserialize("t", theirs)).isEqualTo(SESSION);
    }

    @Test
    void keysOfChangelogsEndWithSequenceNumber() {
        Serde<Windowed<String>> serde = new WindowedSerdes.TimeWindowedSerde<>(Serdes.String(), 4).forChangelog(true);
        byte[] stored = {'a', 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 1};

        assertThat(serde.deserializer().deserialize("t", stored)).isEqualTo(new Windowed<>("a", new TimeWindow(7, 11)));
    }

    @Test
    void nothingStaysNothing() {
        assertThat(new TimeWindowedSerializer<>(new StringSerializer()).serialize("t", null))
                .isNull();
        assertThat(new SessionWindowedSerializer<>(new StringSerializer()).serialize("t", null))
                .isNull();
        assertThat(new TimeWindowedDeserializer<>(new StringDeserializer(), 4L).deserialize("t", new byte[0]))
                .isNull();
        assertThat(new SessionWindowedDeserializer<>(new StringDeserializer()).deserialize("t", null))
                .isNull();
    }

    @Test
    void keyAloneIsWhatTopicsArePartitionedBy() {
        assertThat(new TimeWindowedSerializer<>(new StringSerializer()).serializeBaseKey("t", WINDOW))
                .isEqualTo(new byte[] {'a', 'b'});
        assertThat(new SessionWindowedSerializer<>(new StringSerializer()).serializeBaseKey("t", SESSION))
                .isEqualTo(new byte[] {'a', 'b'});
    }

    @Test
    void formatOfKeyAloneIsConfiguredByAnyOfItsNames() {
        for (String key : new String[] {"windowed.inner.class.serde", "windowed.inner.serializer.class"}) {
            TimeWindowedSerializer<String> serializer = new TimeWindowedSerializer<>();
            serializer.configure(config(key, Serdes.StringSerde.class.getName()), true);
            assertThat(serializer.serialize("t", WINDOW)).hasSize(10);
        }
        for (String key : new String[] {"windowed.inner.class.serde", "windowed.inner.deserializer.class"}) {
            TimeWindowedDeserializer<String> deserializer = new TimeWindowedDeserializer<>();
            deserializer.configure(config(key, Serdes.StringSerde.class.getName()), true);
            assertThat(deserializer.deserialize("t", new byte[8]).window()).isEqualTo(new TimeWindow(0, 7));
        }
    }

    @Test
    void refusesContradictionsAndGaps() {
        Map<String, Object> text = config("windowed.inner.class.serde", Serdes.StringSerde.class.getName());

        assertThatThrownBy(() -> new TimeWindowedSerializer<>(new IntegerSerializer()).configure(text, true))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TimeWindowedDeserializer<>(new StringDeserializer(), 4L).configure(text, true))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SessionWindowedSerializer<String>().configure(Map.of(), true))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SessionWindowedDeserializer<String>()
                        .configure(config("windowed.inner.class.serde", "no.such.Serde"), true))
                .isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> new TimeWindowedSerializer<String>().serialize("t", null))
                .isInstanceOf(NullPointerException.class);
    }

    private static Map<String, Object> config(String key, String serde) {
        Map<String, Object> config = new HashMap<>();
        config.put(key, serde);
        config.put("window.size.ms", "7");
        return config;
    }
}
