package dev.millrace.streams.state;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.streams.internal.spi.CachingStore;

import static org.assertj.core.api.Assertions.assertThat;

/** What leaves the cache of a timestamped store, when, and in which order. */
class CachedStoreTest {
    @TempDir
    Path stateDir;

    private FakeTask task;
    private TimestampedKeyValueStore<String, Long> store;
    private final List<String> handedOn = new ArrayList<>();

    @BeforeEach
    void open() {
        open(1 << 20);
    }

    private void open(long cacheBytes) {
        task = new FakeTask(stateDir, cacheBytes, 1 << 20);
        store = task.open(Stores.timestampedKeyValueStoreBuilder(
                        Stores.persistentTimestampedKeyValueStore(FakeTask.STORE), Serdes.String(), Serdes.Long())
                .withCachingEnabled()
                .build());
        listen();
    }

    @SuppressWarnings("unchecked")
    private void listen() {
        boolean caching = ((CachingStore<String, Long>) store)
                .listenForDirty(
                        (key, newValue, oldValue, timestamp, headers) ->
                                handedOn.add(key + ": " + oldValue + "->" + newValue + " @" + timestamp + "/"
                                        + task.currentRecord().timestamp()),
                        true);
        assertThat(caching).isEqualTo(!task.budget().cache().disabled());
    }

    @AfterEach
    void close() {
        task.close();
    }

    private void put(String key, Long value, long timestamp) {
        task.at(timestamp);
        store.put(key, ValueAndTimestamp.make(value, timestamp));
    }

    @Test
    void handsOnOneChangeForEachKeyInTheOrderOfLastChanges() {
        put("a", 1L, 1);
        put("b", 1L, 2);
        put("a", 2L, 3);
        assertThat(handedOn).isEmpty();
        assertThat(task.log()).isEmpty();
        task.at(99);
        store.flush();
        assertThat(handedOn).containsExactly("b: null->1 @2/2", "a: null->2 @3/3");
        assertThat(task.log())
                .extracting(record -> new String(record.key()) + record.timestamp())
                .containsExactly("b2", "a3");
    }

    @Test
    void tellsTheValueHandedOnBefore() {
        put("a", 1L, 1);
        task.commit();
        put("a", 2L, 2);
        put("a", 3L, 3);
        store.flush();
        put("a", 4L, 4);
        store.flush();
        assertThat(handedOn).containsExactly("a: null->1 @1/1", "a: 1->3 @3/3", "a: 3->4 @4/4");
    }

    @Test
    void readsTheOldValueFromDiskIfNobodyAskedForIt() {
        put("a", 1L, 1);
        task.commit();
        reopen();
        put("a", 2L, 2);
        store.flush();
        assertThat(handedOn).containsExactly("a: 1->2 @2/2");
    }

    private void reopen() {
        task.close();
        handedOn.clear();
        open(1 << 20);
    }

    @Test
    void keyThatCameAndWentBetweenFlushesIsNotSeen() {
        put("a", 1L, 1);
        put("a", null, 2);
        store.flush();
        assertThat(handedOn).isEmpty();
        assertThat(task.log()).isEmpty();
        task.commit();
        assertThat(store.get("a")).isNull();
    }

    @Test
    void deletionIsHandedOnWithTheTimeOfItsRecord() {
        put("a", 1L, 1);
        task.commit();
        put("a", null, 8);
        store.flush();
        assertThat(handedOn).endsWith("a: 1->null @8/8");
    }

    @Test
    void beyondTheBudgetOldestEntriesAreHandedOnOneByOne() {
        task.close();
        open(1_000);
        for (int i = 0; i < 30; i++) {
            put("key-" + i, (long) i, i);
        }
        assertThat(handedOn).isNotEmpty().hasSizeLessThan(30);
        assertThat(handedOn.get(0)).startsWith("key-0:");
        assertThat(task.budget().cache().usedBytes()).isLessThanOrEqualTo(1_000);
        task.commit();
        assertThat(handedOn).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void withoutBudgetThereIsNoCache() {
        task.close();
        open(0);
        put("a", 1L, 5);
        assertThat(handedOn).isEmpty();
        assertThat(task.log()).hasSize(1);
    }

    @Test
    void asksForCommitWhenTooMuchIsUncommitted() {
        task.close();
        task = new FakeTask(stateDir, 0, 300);
        store = task.open(Stores.timestampedKeyValueStoreBuilder(
                        Stores.persistentTimestampedKeyValueStore(FakeTask.STORE), Serdes.String(), Serdes.Long())
                .build());
        put("a", 1L, 1);
        assertThat(task.requestedCommits()).isZero();
        put("b", 1L, 1);
        put("c", 1L, 1);
        put("d", 1L, 1);
        assertThat(task.requestedCommits()).isPositive();
    }
}
