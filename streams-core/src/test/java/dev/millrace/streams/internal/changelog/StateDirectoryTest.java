package dev.millrace.streams.internal.changelog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.internal.SteppedTime;
import dev.millrace.streams.processor.TaskId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StateDirectoryTest {
    private static final TaskId TASK = new TaskId(0, 3);
    private static final TaskId OTHER = new TaskId(1, 0);

    @TempDir
    private Path root;

    private final SteppedTime time = new SteppedTime();
    private StateDirectory directory;

    @AfterEach
    void close() {
        if (directory != null) {
            directory.close();
        }
    }

    @Test
    void instanceKeepsItsIdentityAcrossRestarts() {
        UUID first = open().open();
        directory.close();

        assertThat(open().open()).isEqualTo(first);
    }

    @Test
    void damagedIdentityIsReplaced() throws IOException {
        UUID first = open().open();
        directory.close();
        Files.writeString(root.resolve("app/.millrace-process"), "millrace-process-v1\n0-0-0");

        UUID second = open().open();
        directory.close();

        assertThat(second).isNotEqualTo(first);
        assertThat(open().open()).isEqualTo(second);
    }

    @Test
    void secondInstanceOnTheDirectoryIsRefused() {
        open().open();

        try (StateDirectory second = new StateDirectory(root, "app", true, time)) {
            assertThatThrownBy(second::open)
                    .isInstanceOf(StreamsException.class)
                    .hasMessageContaining("another instance")
                    .hasMessageContaining(root.toString());
        }
    }

    @Test
    void touchesNoFileWithoutPersistentStores() {
        directory = new StateDirectory(root, "app", false, time);

        directory.open();
        directory.taskDirectory(TASK);

        assertThat(root).isEmptyDirectory();
    }

    @Test
    void lockedTaskIsRefusedToOthersUntilItIsUnlocked() {
        open().open();
        Object owner = new Object();
        Object other = new Object();

        assertThat(directory.tryLock(TASK, owner)).isTrue();
        assertThat(directory.tryLock(TASK, owner)).isTrue();
        assertThat(directory.tryLock(TASK, other)).isFalse();
        directory.unlock(TASK, other);
        assertThat(directory.tryLock(TASK, other)).isFalse();
        directory.unlock(TASK, owner);
        assertThat(directory.tryLock(TASK, other)).isTrue();
    }

    @Test
    void offsetSumsTellHowMuchStateIsThere() {
        open().open();
        new StoreOffsets(directory.taskDirectory(TASK))
                .write(Map.of(new TopicPartition("a", 3), 40L, new TopicPartition("b", 3), 2L));
        directory.taskDirectory(OTHER);

        assertThat(directory.offsetSums(topic -> true)).isEqualTo(Map.of(TASK, 42L, OTHER, 0L));
    }

    @Test
    void deletesOnlyStateThatWasNotUsedForLong() {
        open().open();
        Path old = directory.taskDirectory(TASK);
        directory.tryLock(TASK, this);
        directory.unlock(TASK, this);
        time.sleep(1_001);
        Path recent = directory.taskDirectory(OTHER);
        directory.tryLock(OTHER, this);
        directory.unlock(OTHER, this);

        directory.deleteObsolete(1_000);

        assertThat(old).doesNotExist();
        assertThat(recent).exists();
    }

    @Test
    void neverDeletesStateThatIsOpen() {
        open().open();
        Path used = directory.taskDirectory(TASK);
        directory.tryLock(TASK, this);
        directory.unlock(TASK, this);
        directory.tryLock(TASK, this);
        time.sleep(1_000_000);

        directory.deleteObsolete(1_000);
        directory.deleteAll();

        assertThat(used).exists();
    }

    @Test
    void deleteAllLeavesNothingOfTheApplication() throws IOException {
        open().open();
        Files.writeString(directory.taskDirectory(TASK).resolve("data"), "x");
        directory.close();
        Files.createDirectory(root.resolve("neighbour"));

        directory.deleteAll();

        assertThat(root).isDirectoryNotContaining("glob:**/app").isDirectoryContaining("glob:**/neighbour");
    }

    @Test
    void deleteAllLeavesWhatIsNotATask() throws IOException {
        open().open();
        Path strange = Files.createDirectory(root.resolve("app/not-a-task"));
        directory.close();

        directory.deleteAll();

        assertThat(strange).exists();
    }

    @Test
    void wipedTaskIsEmpty() throws IOException {
        open().open();
        Files.writeString(directory.taskDirectory(TASK).resolve("data"), "x");

        directory.wipe(TASK);

        assertThat(directory.taskDirectory(TASK)).isEmptyDirectory();
    }

    private StateDirectory open() {
        directory = new StateDirectory(root, "app", true, time);
        return directory;
    }
}
