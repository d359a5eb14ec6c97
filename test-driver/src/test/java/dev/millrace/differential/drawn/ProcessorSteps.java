package dev.millrace.differential.drawn;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.streams.kstream.KStream;
import dev.millrace.streams.kstream.Named;
import dev.millrace.streams.processor.PunctuationType;
import dev.millrace.streams.processor.api.ContextualFixedKeyProcessor;
import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.FixedKeyProcessor;
import dev.millrace.streams.processor.api.FixedKeyProcessorSupplier;
import dev.millrace.streams.processor.api.FixedKeyRecord;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.ProcessorSupplier;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.StoreBuilder;
import dev.millrace.streams.state.Stores;

/** Steps through processors of the program's own. */
final class ProcessorSteps {
    private final Pool pool;

    ProcessorSteps(Pool pool) {
        this.pool = pool;
    }

    void process(Choices choices) {
        KStream<String, String> stream = pool.stream(choices);
        PunctuationType type = choices.flip() ? PunctuationType.WALL_CLOCK_TIME : PunctuationType.STREAM_TIME;
        String store = pool.name("seen");
        pool.streams.add(
                switch (choices.below(5)) {
                    case 0 -> stream.process(Marker::new);
                    case 1 -> stream.process(Marker::new, Named.as(pool.name("marked")));
                    case 2 -> {
                        pool.builder.addStateStore(counts(store));
                        yield stream.process(() -> new Counter(store, type), store);
                    }
                    case 3 -> stream.process(new Counting(store, type), Named.as(pool.name("counted")));
                    default -> stream.processValues(new Numbering(store));
                });
    }

    private static StoreBuilder<KeyValueStore<String, Long>> counts(String store) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(store), Serdes.String(), Serdes.Long());
    }

    /** Says in a header where the record was. */
    private static final class Marker extends ContextualProcessor<String, String, String, String> {
        @Override
        public void process(Record<String, String> read) {
            String place = context().recordMetadata().map(data -> data.topic()).orElse("nowhere");
            RecordHeaders headers = new RecordHeaders(read.headers());
            headers.add("place", place.getBytes(StandardCharsets.UTF_8));
            context().forward(read.withHeaders(headers));
        }
    }

    private record Counting(String store, PunctuationType type)
            implements ProcessorSupplier<String, String, String, String> {
        @Override
        public Processor<String, String, String, String> get() {
            return new Counter(store, type);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(counts(store));
        }
    }

    /** Counts each key, and says all counts from time to time. */
    private static final class Counter extends ContextualProcessor<String, String, String, String> {
        private final String name;
        private final PunctuationType type;
        private KeyValueStore<String, Long> counts;

        Counter(String name, PunctuationType type) {
            this.name = name;
            this.type = type;
        }

        @Override
        public void init(ProcessorContext<String, String> context) {
            super.init(context);
            counts = context.getStateStore(name);
            context.schedule(Duration.ofMillis(150), type, this::sayAll);
        }

        private void sayAll(long timestamp) {
            try (KeyValueIterator<String, Long> all = counts.all()) {
                all.forEachRemaining(entry -> context().forward(new Record<>(entry.key, "" + entry.value, timestamp)));
            }
        }

        @Override
        public void process(Record<String, String> read) {
            String key = String.valueOf(read.key());
            Long before = counts.get(key);
            counts.put(key, before == null ? 1L : before + 1);
            context().forward(read.withKey(key).withTimestamp(read.timestamp() + 1));
        }
    }

    private record Numbering(String store) implements FixedKeyProcessorSupplier<String, String, String> {
        @Override
        public FixedKeyProcessor<String, String, String> get() {
            return new Number(store);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(counts(store));
        }
    }

    /** Numbers the records, and lets every third be seen twice. */
    private static final class Number extends ContextualFixedKeyProcessor<String, String, String> {
        private final String name;

        Number(String name) {
            this.name = name;
        }

        @Override
        public void process(FixedKeyRecord<String, String> read) {
            KeyValueStore<String, Long> numbers = context().getStateStore(name);
            Long last = numbers.get("");
            long number = last == null ? 0 : last + 1;
            numbers.put("", number);
            context().forward(read.withValue(number + ":" + read.value()));
            if (number % 3 == 2) {
                context().forward(read);
            }
        }
    }
}
