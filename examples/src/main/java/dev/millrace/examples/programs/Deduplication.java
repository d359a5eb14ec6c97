package dev.millrace.examples.programs;

import java.time.Duration;
import java.util.Set;

import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.Topology;
import dev.millrace.streams.kstream.Consumed;
import dev.millrace.streams.kstream.Named;
import dev.millrace.streams.kstream.Produced;
import dev.millrace.streams.processor.api.ContextualFixedKeyProcessor;
import dev.millrace.streams.processor.api.FixedKeyProcessor;
import dev.millrace.streams.processor.api.FixedKeyProcessorContext;
import dev.millrace.streams.processor.api.FixedKeyProcessorSupplier;
import dev.millrace.streams.processor.api.FixedKeyRecord;
import dev.millrace.streams.state.StoreBuilder;
import dev.millrace.streams.state.Stores;
import dev.millrace.streams.state.WindowStore;
import dev.millrace.streams.state.WindowStoreIterator;

/**
 * Lets the first of several equal events through, where equal ones come within ten minutes of each other.
 *
 * <p>Reads {@code events} (device to event id), writes {@code events-once}.
 */
public final class Deduplication {
    private static final Duration APART = Duration.ofMinutes(10);
    private static final String SEEN = "seen-events";

    private Deduplication() {}

    private static final class Unseen implements FixedKeyProcessorSupplier<String, String, String> {
        @Override
        public FixedKeyProcessor<String, String, String> get() {
            return new DropSeen();
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(Stores.windowStoreBuilder(
                    Stores.persistentWindowStore(SEEN, APART.multipliedBy(2), APART, false),
                    Serdes.String(),
                    Serdes.String()));
        }
    }

    private static final class DropSeen extends ContextualFixedKeyProcessor<String, String, String> {
        private @Nullable WindowStore<String, String> seen;

        @Override
        public void init(FixedKeyProcessorContext<String, String> context) {
            super.init(context);
            seen = context.getStateStore(SEEN);
        }

        @Override
        public void process(FixedKeyRecord<String, String> event) {
            String id = event.key() + "/" + event.value();
            long time = event.timestamp();
            boolean first;
            try (WindowStoreIterator<String> others =
                    seen.fetch(id, Math.max(0, time - APART.toMillis()), time + APART.toMillis())) {
                first = !others.hasNext();
            }
            seen.put(id, event.value(), time);
            if (first) {
                context().forward(event);
            }
        }
    }

    /** The program. */
    public static Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("events", Consumed.with(Serdes.String(), Serdes.String()))
                .processValues(new Unseen(), Named.as("drop-seen"))
                .to("events-once", Produced.with(Serdes.String(), Serdes.String()));
        return builder.build();
    }
}
