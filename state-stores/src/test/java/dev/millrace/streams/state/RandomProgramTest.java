package dev.millrace.streams.state;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.millrace.streams.internal.spi.CachingStore;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random reads, writes, commits and crashes, compared with a sorted map step by step. The seed is in the test's name
 * and alone reproduces the run.
 */
class RandomProgramTest {
    private static final int STEPS = 600;
    private static final int KEYS = 40;

    @TempDir
    Path stateDir;

    static Stream<Arguments> programs() {
        return StoreSetup.all().stream().flatMap(setup -> Stream.of(1L, 2L, 3L).map(seed -> Arguments.of(setup, seed)));
    }

    private StoreSetup setup;
    private Random random;
    private FakeTask task;
    private KeyValueStore<String, Long> store;
    private final NavigableMap<String, Long> model = new TreeMap<>();
    private final Map<String, Long> downstream = new HashMap<>();
    private boolean listening;

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("programs")
    void agreesWithSortedMap(StoreSetup chosen, long seed) {
        setup = chosen;
        random = new Random(seed);
        start();
        for (int step = 0; step < STEPS; step++) {
            task.at(step);
            step(step);
        }
        crash();
        assertThat(contents(store.all())).isEqualTo(List.copyOf(model.entrySet()));
        task.close();
    }

    @SuppressWarnings("unchecked")
    private void start() {
        task = task == null
                ? new FakeTask(stateDir, setup.cacheBytes(), setup.uncommittedBytes())
                : new FakeTask(stateDir, setup.cacheBytes(), setup.uncommittedBytes(), task);
        store = task.open(setup.builder().build());
        task.restore(store);
        listening = ((CachingStore<String, Long>) store).listenForDirty(this::handedOn, true);
    }

    private void handedOn(String key, Long newValue, Long oldValue, long timestamp, Headers headers) {
        assertThat(oldValue).as("old value of %s", key).isEqualTo(downstream.get(key));
        if (newValue == null) {
            downstream.remove(key);
        } else {
            downstream.put(key, newValue);
        }
    }

    private void step(int step) {
        String key = "k" + random.nextInt(KEYS);
        int choice = random.nextInt(100);
        if (choice < 40) {
            store.put(key, (long) step);
            model.put(key, (long) step);
        } else if (choice < 55) {
            assertThat(store.delete(key)).isEqualTo(model.remove(key));
        } else if (choice < 80) {
            assertThat(store.get(key)).isEqualTo(model.get(key));
        } else if (choice < 90) {
            compareRange(key, "k" + random.nextInt(KEYS));
        } else if (choice < 99) {
            commit();
        } else {
            crash();
        }
    }

    private void compareRange(String one, String other) {
        String from = one.compareTo(other) < 0 ? one : other;
        String to = one.compareTo(other) < 0 ? other : one;
        NavigableMap<String, Long> part = model.subMap(from, true, to, true);
        assertThat(contents(store.range(from, to))).isEqualTo(List.copyOf(part.entrySet()));
        assertThat(contents(store.reverseRange(from, to)))
                .isEqualTo(List.copyOf(part.descendingMap().entrySet()));
    }

    private void commit() {
        task.commit();
        assertThat(replayed(task.log())).isEqualTo(model);
        if (listening) {
            assertThat(downstream).isEqualTo(model);
        }
    }

    /** What was not logged is lost; what was logged comes back, wherever the store stopped. */
    private void crash() {
        task.close();
        model.clear();
        model.putAll(replayed(task.log()));
        start();
        downstream.clear();
        downstream.putAll(model);
    }

    private Map<String, Long> replayed(List<ConsumerRecord<byte[], byte[]>> log) {
        Map<String, Long> state = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : log) {
            String key = new String(record.key());
            if (record.value() == null) {
                state.remove(key);
            } else {
                state.put(key, setup.valueSerde().deserializer().deserialize("", record.value()));
            }
        }
        return state;
    }

    private static List<Map.Entry<String, Long>> contents(KeyValueIterator<String, Long> rows) {
        List<Map.Entry<String, Long>> contents = new ArrayList<>();
        try (rows) {
            rows.forEachRemaining(row -> contents.add(Map.entry(row.key, row.value)));
        }
        return contents;
    }
}
