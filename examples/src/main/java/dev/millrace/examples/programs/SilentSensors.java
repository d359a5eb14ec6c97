package dev.millrace.examples.programs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.Topology;
import dev.millrace.streams.processor.PunctuationType;
import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.Stores;

/**
 * Sensors that have said nothing for a minute, written with processors instead of the DSL.
 *
 * <p>Reads {@code readings} (sensor to value), writes {@code silent-sensors} (sensor to the time of its last reading)
 * and passes the readings themselves on to {@code checked-readings}, those that are no numbers apart.
 */
public final class SilentSensors {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String LAST_SEEN = "last-seen";

    private SilentSensors() {}

    private static final class Check extends ContextualProcessor<String, String, String, String> {
        @Override
        public void process(Record<String, String> reading) {
            boolean number = reading.value() != null && reading.value().matches("-?[0-9]+([.][0-9]+)?");
            context().forward(reading, number ? "watch" : "broken-sink");
            if (number) {
                context().forward(reading, "checked-sink");
            }
        }
    }

    private static final class Watch extends ContextualProcessor<String, String, String, Long> {
        private @Nullable KeyValueStore<String, Long> lastSeen;

        @Override
        public void init(ProcessorContext<String, Long> context) {
            super.init(context);
            lastSeen = context.getStateStore(LAST_SEEN);
            context.schedule(Duration.ofSeconds(15), PunctuationType.STREAM_TIME, this::reportSilent);
        }

        @Override
        public void process(Record<String, String> reading) {
            Long before = lastSeen.get(reading.key());
            lastSeen.put(reading.key(), before == null ? reading.timestamp() : Math.max(before, reading.timestamp()));
        }

        private void reportSilent(long now) {
            List<KeyValue<String, Long>> silent = new ArrayList<>();
            try (KeyValueIterator<String, Long> all = lastSeen.all()) {
                while (all.hasNext()) {
                    KeyValue<String, Long> sensor = all.next();
                    if (sensor.value + PATIENCE.toMillis() <= now) {
                        silent.add(sensor);
                    }
                }
            }
            for (KeyValue<String, Long> sensor : silent) {
                lastSeen.delete(sensor.key);
                context().forward(new Record<>(sensor.key, sensor.value, now));
            }
        }
    }

    /** The program. */
    public static Topology topology() {
        StringDeserializer text = new StringDeserializer();
        StringSerializer asText = new StringSerializer();
        return new Topology()
                .addSource("readings-source", text, text, "readings")
                .addProcessor("check", Check::new, "readings-source")
                .addProcessor("watch", Watch::new, "check")
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(LAST_SEEN), Serdes.String(), Serdes.Long()),
                        "watch")
                .addSink("checked-sink", "checked-readings", asText, asText, "check")
                .addSink("broken-sink", "broken-readings", asText, asText, "check")
                .addSink("silent-sink", "silent-sensors", asText, Serdes.Long().serializer(), "watch");
    }
}
