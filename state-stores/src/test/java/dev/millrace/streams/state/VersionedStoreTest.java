package dev.millrace.streams.state;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.millrace.streams.errors.InvalidStateStoreException;
import dev.millrace.streams.internal.spi.ChangelogTopicDefaults;
import dev.millrace.streams.query.FailureReason;
import dev.millrace.streams.query.KeyQuery;
import dev.millrace.streams.query.MultiVersionedKeyQuery;
import dev.millrace.streams.query.Position;
import dev.millrace.streams.query.PositionBound;
import dev.millrace.streams.query.Query;
import dev.millrace.streams.query.QueryConfig;
import dev.millrace.streams.query.QueryResult;
import dev.millrace.streams.query.VersionedKeyQuery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a versioned store does, held as objects and as bytes, ours and wrapped by a user. */
class VersionedStoreTest {
    private static final long RETENTION_MS = 100;

    @TempDir
    Path stateDir;

    private FakeTask task;
    private VersionedKeyValueStore<String, Long> store;

    enum Kind {
        OBJECTS,
        BYTES,
        WRAPPED,
        NOT_LOGGED,
        WRAPPED_NOT_LOGGED;

        boolean logged() {
            return this != NOT_LOGGED && this != WRAPPED_NOT_LOGGED;
        }

        boolean wrapped() {
            return this == WRAPPED || this == WRAPPED_NOT_LOGGED;
        }

        StoreBuilder<VersionedKeyValueStore<String, Long>> builder() {
            VersionedBytesStoreSupplier ours =
                    Stores.persistentVersionedKeyValueStore(FakeTask.STORE, Duration.ofMillis(RETENTION_MS));
            Serde<String> texts = this == BYTES
                    ? Serdes.serdeFrom((topic, text) -> text.getBytes(), (topic, bytes) -> new String(bytes))
                    : Serdes.String();
            var builder = Stores.versionedKeyValueStoreBuilder(
                    wrapped() ? new WrappedVersions(ours) : ours, texts, Serdes.Long());
            return logged() ? builder : builder.withLoggingDisabled();
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(Kind.values());
    }

    private void open(Kind kind) {
        task = new FakeTask(stateDir, 0, 1 << 20);
        store = task.open(kind.builder().build());
    }

    private void reopen(Kind kind) {
        task.close();
        task = new FakeTask(stateDir, 0, 1 << 20, task);
        store = task.open(kind.builder().build());
    }

    @AfterEach
    void close() {
        if (task != null) {
            task.close();
        }
    }

    private <R> QueryResult<R> ask(Query<R> query) {
        return store.query(query, PositionBound.unbounded(), new QueryConfig(false));
    }

    private List<String> versions(MultiVersionedKeyQuery<String, Long> query) {
        List<String> versions = new ArrayList<>();
        try (VersionedRecordIterator<Long> rows = ask(query).getResult()) {
            rows.forEachRemaining(version -> versions.add(version.value() + "@" + version.timestamp() + "-"
                    + version.validTo().map(String::valueOf).orElse("")));
        }
        return versions;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void givesTheVersionThatWasValid(Kind kind) {
        open(kind);
        assertThat(store.put("k", 1L, 10)).isEqualTo(VersionedKeyValueStore.PUT_RETURN_CODE_VALID_TO_UNDEFINED);
        store.put("k", 2L, 20);
        task.commit();
        store.put("k", 3L, 30);
        assertThat(store.get("k")).isEqualTo(new VersionedRecord<>(3L, 30));
        assertThat(store.get("k", 30)).isEqualTo(new VersionedRecord<>(3L, 30));
        assertThat(store.get("k", 29)).isEqualTo(new VersionedRecord<>(2L, 20));
        assertThat(store.get("k", 10)).isEqualTo(new VersionedRecord<>(1L, 10));
        assertThat(store.get("k", 9)).isNull();
        assertThat(store.get("j")).isNull();
        assertThat(store.get("j", 30)).isNull();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void deletionsAreVersions(Kind kind) {
        open(kind);
        store.put("k", 1L, 10);
        assertThat(store.delete("k", 20)).isEqualTo(new VersionedRecord<>(1L, 10));
        task.commit();
        assertThat(store.get("k")).isNull();
        assertThat(store.get("k", 25)).isNull();
        assertThat(store.get("k", 15)).isEqualTo(new VersionedRecord<>(1L, 10));
        assertThat(store.put("k", 2L, 15)).isEqualTo(20);
        store.put("k", 3L, 30);
        assertThat(store.get("k", 25)).isNull();
        assertThat(store.get("k", 17)).isEqualTo(new VersionedRecord<>(2L, 15));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void lateVersionsGoBetweenOthers(Kind kind) {
        open(kind);
        store.put("k", 1L, 10);
        store.put("k", 3L, 30);
        task.commit();
        assertThat(store.put("k", 2L, 20)).isEqualTo(30);
        assertThat(store.put("k", 0L, 5)).isEqualTo(10);
        assertThat(store.put("k", 9L, 10)).isEqualTo(20);
        assertThat(versions(MultiVersionedKeyQuery.<String, Long>withKey("k").withAscendingTimestamps()))
                .containsExactly("0@5-10", "9@10-20", "2@20-30", "3@30-");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void sameTimeReplaces(Kind kind) {
        open(kind);
        store.delete("k", 10);
        store.put("k", 1L, 10);
        store.put("k", 2L, 20);
        task.commit();
        store.put("k", 3L, 20);
        assertThat(versions(MultiVersionedKeyQuery.withKey("k"))).containsExactly("3@20-", "1@10-20");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void historyEndsWithTheRetentionButTheLatestVersionStays(Kind kind) {
        open(kind);
        store.put("k", 1L, 10);
        store.put("k", 2L, 20);
        store.put("other", 0L, 121);
        assertThat(store.get("k", 20)).isEqualTo(new VersionedRecord<>(2L, 20));
        assertThat(store.get("k", 19)).isNull();
        assertThat(store.put("k", 5L, 20)).isEqualTo(VersionedKeyValueStore.PUT_RETURN_CODE_NOT_PUT);
        assertThat(store.delete("k", 20)).isNull();
        assertThat(store.put("k", 3L, 21)).isEqualTo(VersionedKeyValueStore.PUT_RETURN_CODE_VALID_TO_UNDEFINED);
        assertThat(store.get("k", 21)).isEqualTo(new VersionedRecord<>(3L, 21));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void logsEveryVersionWithItsTime(Kind kind) {
        open(kind);
        task.at(99);
        store.put("k", 1L, 10);
        store.delete("k", 20);
        store.put("o", 2L, 200);
        store.put("k", 3L, 1);
        if (!kind.logged()) {
            assertThat(task.log()).isEmpty();
            return;
        }
        assertThat(task.log()).extracting(record -> record.timestamp()).containsExactly(10L, 20L, 200L, 1L);
        assertThat(task.log())
                .extracting(record -> record.value() == null ? null : record.value()[7])
                .containsExactly((byte) 1, null, (byte) 2, (byte) 3);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void restoresVersionsAndTheirHistory(Kind kind) {
        open(kind);
        store.put("k", 1L, 10);
        store.put("k", 2L, 30);
        store.put("k", 3L, 20);
        store.delete("j", 5);
        FakeTask next = new FakeTask(stateDir.resolve("elsewhere"), 0, 1 << 20, task);
        VersionedKeyValueStore<String, Long> before = store;
        store = next.open(kind.builder().build());
        next.restore(store);
        assertThat(store.get("k", 25)).isEqualTo(kind.logged() ? new VersionedRecord<>(3L, 20) : null);
        assertThat(versions(MultiVersionedKeyQuery.withKey("k")))
                .isEqualTo(kind.logged() ? List.of("2@30-", "3@20-30", "1@10-20") : List.of());
        store = before;
        next.close();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void committedVersionsOutliveTheProcess(Kind kind) {
        open(kind);
        task.at(0, 7);
        store.put("k", 1L, 10);
        store.put("k", 2L, 150);
        task.commit();
        store.put("k", 3L, 160);
        reopen(kind);
        assertThat(store.get("k")).isEqualTo(new VersionedRecord<>(2L, 150));
        assertThat(store.get("k", 60)).isEqualTo(new VersionedRecord<>(1L, 10));
        assertThat(store.put("k", 0L, 49)).isEqualTo(VersionedKeyValueStore.PUT_RETURN_CODE_NOT_PUT);
        assertThat(store.getPosition()).isEqualTo(Position.emptyPosition().withComponent("input", 0, 7));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void answersVersionedQueries(Kind kind) {
        open(kind);
        task.at(0, 7);
        store.put("k", 1L, 10);
        store.put("k", 2L, 20);
        assertThat(ask(VersionedKeyQuery.<String, Long>withKey("k")).getResult())
                .isEqualTo(new VersionedRecord<>(2L, 20));
        QueryResult<VersionedRecord<Long>> former =
                ask(VersionedKeyQuery.<String, Long>withKey("k").asOf(Instant.ofEpochMilli(15)));
        assertThat(former.getResult()).isEqualTo(new VersionedRecord<>(1L, 10, 20));
        assertThat(former.getPosition()).isEqualTo(Position.emptyPosition().withComponent("input", 0, 7));
        assertThat(ask(VersionedKeyQuery.<String, Long>withKey("j")).getResult())
                .isNull();
        assertThat(ask(KeyQuery.<String, Long>withKey("k")).getFailureReason())
                .isEqualTo(FailureReason.UNKNOWN_QUERY_TYPE);
        assertThat(store.query(
                                VersionedKeyQuery.<String, Long>withKey("k"),
                                PositionBound.at(Position.emptyPosition().withComponent("input", 0, 8)),
                                new QueryConfig(true))
                        .getFailureReason())
                .isEqualTo(FailureReason.NOT_UP_TO_BOUND);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void periodsCutTheVersionsThatWereValidInThem(Kind kind) {
        open(kind);
        store.put("k", 1L, 10);
        store.put("k", 2L, 20);
        store.delete("k", 30);
        store.put("k", 4L, 40);
        task.commit();
        MultiVersionedKeyQuery<String, Long> all = MultiVersionedKeyQuery.withKey("k");
        assertThat(versions(all.fromTime(Instant.ofEpochMilli(15)).toTime(Instant.ofEpochMilli(20))))
                .containsExactly("2@20-30", "1@10-20");
        assertThat(versions(all.fromTime(Instant.ofEpochMilli(20))
                        .toTime(Instant.ofEpochMilli(39))
                        .withAscendingTimestamps()))
                .containsExactly("2@20-30");
        assertThat(versions(all.fromTime(Instant.ofEpochMilli(50)))).containsExactly("4@40-");
        assertThat(versions(all.toTime(Instant.ofEpochMilli(9)))).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ask(all.fromTime(Instant.ofEpochMilli(50)).toTime(Instant.ofEpochMilli(49))));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void closedStoreSaysSo(Kind kind) {
        open(kind);
        assertThatNullPointerException().isThrownBy(() -> store.put(null, 1L, 1));
        assertThatNullPointerException().isThrownBy(() -> store.get(null));
        assertThatNullPointerException().isThrownBy(() -> store.get(null, 1));
        assertThatNullPointerException().isThrownBy(() -> store.delete(null, 1));
        store.close();
        assertThat(store.isOpen()).isFalse();
        assertThatThrownBy(() -> store.get("k")).isInstanceOf(InvalidStateStoreException.class);
        assertThatThrownBy(() -> store.put("k", 1L, 1)).isInstanceOf(InvalidStateStoreException.class);
    }

    @Test
    void expiredVersionsAreRemovedFromDisk() throws Exception {
        open(Kind.OBJECTS);
        for (long time = 0; time < 200; time++) {
            store.put("k" + time % 3, time, time);
        }
        store.delete("gone", 0);
        store.put("deleted", 1L, 150);
        store.delete("deleted", 160);
        task.commit();
        for (long time = 1_000; time < 1_200; time++) {
            store.put("k" + time % 3, time, time);
            task.commit();
        }
        task.commit();
        task.close();
        List<String> rows = StoredBytesTest.rows(stateDir, FakeTask.STORE).stream()
                .map(Map.Entry::getKey)
                .toList();
        // Three latest versions, and those that ended within the last hundred milliseconds.
        assertThat(rows).filteredOn(key -> key.startsWith("6c")).hasSize(3);
        assertThat(rows).filteredOn(key -> key.startsWith("68")).hasSizeBetween(97, 110);
    }

    @Test
    void diskHoldsTheLatestVersionAndTheHistoryApart() throws Exception {
        open(Kind.OBJECTS);
        task.at(0, 5);
        store.put("k", 3L, 0x10);
        store.put("k", 4L, 0x20);
        store.delete("j", 0x30);
        task.commit();
        task.close();
        assertThat(StoredBytesTest.rows(stateDir, FakeTask.STORE))
                .containsExactly(
                        Map.entry("68" + "00000001" + "6a" + "8000000000000030", "7fffffffffffffff" + "00"),
                        Map.entry(
                                "68" + "00000001" + "6b" + "8000000000000010",
                                "0000000000000020" + "01" + "0000000000000003"),
                        Map.entry("6c" + "6a", "0000000000000030" + "00"),
                        Map.entry("6c" + "6b", "0000000000000020" + "01" + "0000000000000004"));
        assertThat(StoredBytesTest.rows(stateDir, "default"))
                .contains(Map.entry(
                        "6e" + "73746f7265",
                        "0000000000000030" + "01" + "0000000000000005" + "00000000" + "0005" + "696e707574"));
    }

    @Test
    void builderRefusesWhatAVersionedStoreCannotBe() {
        StoreBuilder<VersionedKeyValueStore<String, Long>> builder = Kind.OBJECTS.builder();
        assertThatIllegalStateException().isThrownBy(builder::withCachingEnabled);
        assertThat(builder.withCachingDisabled()).isSameAs(builder);
        assertThat(((ChangelogTopicDefaults) builder).changelogTopicDefaults())
                .isEqualTo(Map.of(TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, "86400100"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stores.persistentVersionedKeyValueStore("s", Duration.ofMillis(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> Stores.persistentVersionedKeyValueStore("s", null));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Stores.persistentVersionedKeyValueStore("s", Duration.ofMillis(1), Duration.ofMillis(0)));
        assertThatNullPointerException()
                .isThrownBy(() -> Stores.persistentVersionedKeyValueStore(null, Duration.ofMillis(1)));
        VersionedBytesStore bytes =
                (VersionedBytesStore) Stores.persistentVersionedKeyValueStore("s", Duration.ofMillis(1))
                        .get();
        assertThatThrownBy(bytes::all).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> bytes.range(null, null)).isInstanceOf(UnsupportedOperationException.class);
    }
}
