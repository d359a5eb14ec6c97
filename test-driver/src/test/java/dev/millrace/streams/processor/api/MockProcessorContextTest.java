package dev.millrace.streams.processor.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.state.KeyValueBytesStoreSupplier;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.Stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/** What goes beyond Kafka Streams; the rest is compared with it by {@code MockContextProgramsTest}. */
class MockProcessorContextTest {
    @TempDir
    Path directory;

    @Test
    void storesWithChangelogAndCacheWorkToo() {
        MockProcessorContext<String, Long> context = new MockProcessorContext<>();
        KeyValueStore<String, Long> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("counts"), Serdes.String(), Serdes.Long())
                .withLoggingEnabled(Map.of())
                .withCachingEnabled()
                .build();
        store.init(context.getStateStoreContext(), store);

        store.put("a", 1L);

        assertThat(store.get("a")).isEqualTo(1L);
    }

    @Test
    void storesOnDiskShareADatabaseUntilTheLastOneIsClosed() {
        MockProcessorContext<String, Long> context = inDirectory();
        KeyValueStore<String, Long> first = opened(context, "first");
        KeyValueStore<String, Long> second = opened(context, "second");
        first.put("a", 1L);
        first.close();
        second.put("b", 2L);
        second.close();

        MockProcessorContext<String, Long> later = inDirectory();

        assertThat(List.of(
                        opened(later, "first").get("a"), opened(later, "second").get("b")))
                .containsExactly(1L, 2L);
    }

    @Test
    void messagesSayWhatTheTestHasToDo() {
        MockProcessorContext<String, Long> context = new MockProcessorContext<>();

        assertThatIllegalStateException()
                .isThrownBy(context::currentStreamTimeMs)
                .withMessageContaining("setCurrentStreamTimeMs");
        assertThatNullPointerException().isThrownBy(context::stateDir).withMessageContaining("constructor");
    }

    private MockProcessorContext<String, Long> inDirectory() {
        return new MockProcessorContext<>(new Properties(), new TaskId(0, 0), directory.toFile());
    }

    private static KeyValueStore<String, Long> opened(MockProcessorContext<?, ?> context, String name) {
        KeyValueBytesStoreSupplier onDisk = Stores.persistentKeyValueStore(name);
        KeyValueStore<String, Long> store = Stores.keyValueStoreBuilder(onDisk, Serdes.String(), Serdes.Long())
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        return store;
    }
}
