package dev.millrace.streams.internal.runtime.stores;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.errors.LockException;
import dev.millrace.streams.errors.ProcessorStateException;
import dev.millrace.streams.internal.SteppedTime;
import dev.millrace.streams.internal.changelog.StateDirectory;
import dev.millrace.streams.internal.changelog.StoreChangelogPartition;
import dev.millrace.streams.internal.changelog.StoreOffsets;
import dev.millrace.streams.internal.metrics.Sensors;
import dev.millrace.streams.internal.metrics.TaskMeters;
import dev.millrace.streams.internal.runtime.graph.RecordFrame;
import dev.millrace.streams.internal.runtime.task.TaskFixture;
import dev.millrace.streams.internal.spi.ChangelogWriter;
import dev.millrace.streams.internal.spi.StoreRuntime;
import dev.millrace.streams.internal.spi.TaskShared;
import dev.millrace.streams.processor.TaskId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TaskStoresTest {
    private static final TaskId TASK = new TaskId(0, 0);
    private static final TopicPartition A_LOG = new TopicPartition("app-a-changelog", 0);
    private static final TopicPartition B_LOG = new TopicPartition("app-b-changelog", 0);

    private final List<String> calls = new ArrayList<>();
    private final StateDirectory directory;
    private boolean exactlyOnce;

    TaskStoresTest(@TempDir Path stateDir) {
        directory = new StateDirectory(stateDir, "app", true, new SteppedTime());
    }

    @Test
    void opensInOrderAndClosesInReverse() {
        TaskStores stores = stores(logged(own("a"), A_LOG), logged(own("b"), B_LOG));

        stores.open();
        stores.close();
        stores.close();

        assertThat(calls).containsExactly("open a", "open b", "close b", "close a");
    }

    @Test
    void closesWhatWasOpenedIfOneFails() {
        RecordingStore broken = own("b");
        broken.failOnInit(new IllegalStateException("torn"));
        TaskStores stores = stores(logged(own("a"), A_LOG), logged(broken, B_LOG));

        assertThatThrownBy(stores::open).hasMessage("torn");

        assertThat(calls).containsExactly("open a", "open b", "close b", "close a");
        assertThat(directory.tryLock(TASK, this)).isTrue();
    }

    @Test
    void refusesStoreThatDoesNotRegister() {
        RecordingStore silent = own("a");
        silent.doNotRegister();

        assertThatThrownBy(stores(logged(silent, A_LOG))::open)
                .isInstanceOf(ProcessorStateException.class)
                .hasMessageContaining("a");
    }

    @Test
    void waitsForItsDirectory() {
        TaskStores stores = stores(logged(own("a"), A_LOG));
        directory.tryLock(TASK, this);

        assertThatThrownBy(stores::open).isInstanceOf(LockException.class);

        directory.unlock(TASK, this);
        stores.open();
        assertThat(calls).containsExactly("open a");
    }

    @Test
    void startsFromTheOffsetTheStoreHolds() {
        RecordingStore store = own("a");
        store.standsAt(A_LOG, 42);
        TaskStores stores = stores(logged(store, A_LOG), logged(own("b"), B_LOG));

        stores.open();

        assertThat(stores.changelogs())
                .extracting(StoreChangelogPartition::nextOffset)
                .containsExactly(42L, StoreChangelogPartition.UNKNOWN);
    }

    @Test
    void storeWithoutChangelogIsNotRestored() {
        TaskStores stores = stores(StoreSlot.unlogged(own("a")));

        stores.open();
        stores.commit(Map.of());

        assertThat(stores.changelogs()).isEmpty();
        assertThat(calls).containsExactly("open a", "committing a", "commit a []");
    }

    @Test
    void commitsEachStoreWithItsOwnOffset() {
        TaskStores stores = stores(logged(own("a"), A_LOG), logged(own("b"), B_LOG));
        stores.open();
        calls.clear();

        stores.commit(Map.of(A_LOG, 7L));

        assertThat(calls).containsExactly("committing a", "commit a [7]", "committing b", "commit b []");
    }

    @Test
    void keepsRestoredOffsetWhereNothingWasWritten() {
        TaskStores stores = stores(logged(own("a"), A_LOG));
        stores.open();
        stores.changelogs().get(0).advanceTo(30);
        calls.clear();

        stores.commit(Map.of());

        assertThat(calls).containsExactly("committing a", "commit a [30]");
    }

    @Test
    void commitsWhatStoresShareAfterThem() {
        RecordingStore store = own("a");
        TaskStores stores = stores(logged(store, A_LOG));
        stores.open();
        Shared first = store.runtime().shared(Shared.class, runtime -> new Shared(calls));
        Shared second = store.runtime().shared(Shared.class, runtime -> new Shared(calls));
        calls.clear();

        stores.commit(Map.of());
        stores.close();

        assertThat(second).isSameAs(first);
        assertThat(calls).containsExactly("committing a", "commit a []", "commit shared", "close a", "close shared");
    }

    @Test
    void keepsOffsetsForStoresThatCannot() {
        TaskStores stores = stores(logged(foreign("a", true), A_LOG));
        stores.open();
        stores.commit(Map.of(A_LOG, 12L));
        stores.close();

        TaskStores again = stores(logged(foreign("a", true), A_LOG));
        again.open();

        assertThat(again.changelogs().get(0).nextOffset()).isEqualTo(12);
    }

    @Test
    void forgetsOffsetsOfStoresInMemory() {
        TaskStores stores = stores(logged(foreign("a", false), A_LOG));
        stores.open();
        stores.commit(Map.of(A_LOG, 12L));
        stores.close();

        TaskStores again = stores(logged(foreign("a", false), A_LOG));
        again.open();

        assertThat(again.changelogs().get(0).known()).isFalse();
    }

    @Test
    void underExactlyOnceOffsetsAreKeptWhileTheStoresAreClosedOnly() throws IOException {
        exactlyOnce = true;
        TaskStores stores = stores(logged(foreign("a", true), A_LOG));
        stores.open();
        stores.commit(Map.of(A_LOG, 12L));
        assertThat(new StoreOffsets(directory.taskDirectory(TASK)).read()).isEmpty();
        Path written = Files.createFile(directory.taskDirectory(TASK).resolve("written-at-once"));
        stores.close();

        TaskStores again = stores(logged(foreign("a", true), A_LOG));
        again.open();

        assertThat(again.changelogs().get(0).nextOffset()).isEqualTo(12);
        assertThat(new StoreOffsets(directory.taskDirectory(TASK)).read()).isEmpty();
        assertThat(written).exists();
    }

    @Test
    void underExactlyOnceStoresThatMayHoldUncommittedEntriesAreDeleted() throws IOException {
        exactlyOnce = true;
        TaskStores stores = stores(logged(foreign("a", true), A_LOG));
        stores.open();
        stores.commit(Map.of(A_LOG, 12L));
        Path written = Files.createFile(directory.taskDirectory(TASK).resolve("written-at-once"));
        stores.distrustOffsets();
        stores.close();

        TaskStores again = stores(logged(foreign("a", true), A_LOG));
        again.open();

        assertThat(again.changelogs().get(0).known()).isFalse();
        assertThat(written).doesNotExist();
    }

    @Test
    void tellsHowMuchStateIsHereAfterClosing() {
        TaskStores stores = stores(logged(own("a"), A_LOG));
        stores.open();
        stores.commit(Map.of(A_LOG, 12L));
        stores.close();

        assertThat(directory.offsetSums(topic -> true)).containsExactly(Map.entry(TASK, 12L));
    }

    @Test
    void flushesCachesInOrder() {
        TaskStores stores = stores(logged(own("a"), A_LOG), logged(own("b"), B_LOG));
        stores.open();
        calls.clear();

        stores.flush();

        assertThat(calls).containsExactly("flush a", "flush b");
    }

    @Test
    void storeThatALaterOneChangesIsFlushedOnceMore() {
        RecordingStore early = own("a");
        RecordingStore late = own("b");
        TaskStores stores = stores(logged(early, A_LOG), logged(late, B_LOG));
        stores.open();
        handOn(late, () -> handOn(early, () -> calls.add("a reached its changelog")));

        stores.flush();

        assertThat(calls).endsWith("flush a", "flush b", "flush a", "a reached its changelog", "flush b");
    }

    @Test
    void storeThatChangesItselfLeavesTheRestToTheNextCommit() {
        RecordingStore store = own("a");
        TaskStores stores = stores(logged(store, A_LOG), logged(own("b"), B_LOG));
        stores.open();
        handOn(store, () -> handOn(store, () -> handOn(store, () -> calls.add("at last"))));

        stores.flush();
        assertThat(calls).doesNotContain("at last");
        stores.flush();

        assertThat(calls).contains("at last");
    }

    private static void handOn(RecordingStore store, Runnable downstream) {
        StoreRuntime runtime = store.runtime();
        store.holdBack(() -> runtime.runAs(runtime.currentRecord(), downstream));
    }

    @Test
    void writesOnlyToTheChangelogOfTheStore() {
        RecordingStore store = own("a");
        stores(StoreSlot.logged(store, A_LOG, (key, value, timestamp, headers) -> calls.add("log " + timestamp)))
                .open();

        store.runtime().changelog("a").log(new byte[0], null, 5, null);
        store.runtime().changelog("other").log(new byte[0], null, 6, null);

        assertThat(calls).containsExactly("open a", "log 5");
    }

    private TaskStores stores(StoreSlot... slots) {
        StreamsConfig config = new StreamsConfig(Map.of("application.id", "app", "bootstrap.servers", "127.0.0.1:1"));
        TaskEnvironment environment = new TaskEnvironment(
                TASK, "app", null, null, directory, exactlyOnce, Map.of(), Sensors.unreported(config, Time.SYSTEM));
        return new TaskStores(
                Arrays.asList(slots),
                environment,
                new RecordFrame(TASK, List.of(), new TaskMeters(Time.SYSTEM)),
                TaskFixture.budget(0));
    }

    private static StoreSlot logged(RecordingStore store, TopicPartition changelog) {
        return StoreSlot.logged(store, changelog, ChangelogWriter.NONE);
    }

    private RecordingStore own(String name) {
        return new RecordingStore(name, calls, true, true);
    }

    private RecordingStore foreign(String name, boolean persistent) {
        return new RecordingStore(name, calls, persistent, false);
    }

    private record Shared(List<String> calls) implements TaskShared {
        @Override
        public void commit() {
            calls.add("commit shared");
        }

        @Override
        public void close() {
            calls.add("close shared");
        }
    }
}
