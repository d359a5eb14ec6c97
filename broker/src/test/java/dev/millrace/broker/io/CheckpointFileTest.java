package dev.millrace.broker.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CheckpointFileTest {

    private static final byte[] OLD = {1, 2, 3};
    private static final byte[] NEW = {4, 5, 6, 7};

    @TempDir
    Path directory;

    @Test
    void readsWhatWasWritten() throws IOException {
        CheckpointFile file = new CheckpointFile(Disk.LOCAL, directory.resolve("file"));

        file.write(OLD);
        file.write(NEW);

        assertThat(file.read()).hasValue(NEW);
        assertThat(Disk.LOCAL.list(directory)).hasSize(1);
    }

    @Test
    void isEmptyWhenAbsent() throws IOException {
        assertThat(new CheckpointFile(Disk.LOCAL, directory.resolve("file")).read())
                .isEmpty();
    }

    @Test
    void hasTheseBytes() throws IOException {
        Path path = directory.resolve("file");

        new CheckpointFile(Disk.LOCAL, path).write(new byte[] {'a', 'b', 'c'});

        assertThat(HexFormat.of().formatHex(Files.readAllBytes(path))).isEqualTo("61626300000003b337b33e4d726331");
    }

    @Test
    void noticesEveryFlippedBit() throws IOException {
        Path path = directory.resolve("file");
        CheckpointFile file = new CheckpointFile(Disk.LOCAL, path);
        file.write(NEW);
        byte[] sound = Files.readAllBytes(path);

        for (int bit = 0; bit < 8 * sound.length; bit++) {
            byte[] altered = sound.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(path, altered);

            assertThatThrownBy(file::read)
                    .as("bit " + bit)
                    .isInstanceOf(BrokenFile.class)
                    .hasMessageContaining("file");
        }
    }

    @Test
    void noticesEveryMissingByte() throws IOException {
        Path path = directory.resolve("file");
        CheckpointFile file = new CheckpointFile(Disk.LOCAL, path);
        file.write(NEW);
        byte[] sound = Files.readAllBytes(path);

        for (int length = 0; length < sound.length; length++) {
            Files.write(path, Arrays.copyOf(sound, length));

            assertThatThrownBy(file::read).as(length + " bytes").isInstanceOf(BrokenFile.class);
        }
    }

    @Test
    void holdsOldOrNewWhateverChangeACrashInterrupts() throws IOException {
        boolean died = true;
        for (int changes = 0; died; changes++) {
            died = crash(changes);
            assertThat(changes).isLessThan(50);
        }
    }

    private boolean crash(int changes) throws IOException {
        Path root = Files.createDirectory(directory.resolve("run"));
        Path after = directory.resolve("after");
        FaultyDisk disk = new FaultyDisk(root);
        CheckpointFile file = new CheckpointFile(disk, root.resolve("file"));
        file.write(OLD);
        disk.dieAfter(changes);
        boolean written = true;
        try {
            file.write(NEW);
        } catch (IOException dead) {
            written = false;
        }
        disk.losePower(after, new Random(changes));

        byte[] process =
                new CheckpointFile(Disk.LOCAL, root.resolve("file")).read().orElseThrow();
        byte[] power =
                new CheckpointFile(Disk.LOCAL, after.resolve("file")).read().orElseThrow();
        assertThat(process).as(changes + " changes").isIn(written ? new byte[][] {NEW} : new byte[][] {OLD, NEW});
        assertThat(power).as(changes + " changes").isIn(written ? new byte[][] {NEW} : new byte[][] {OLD, NEW});
        Utils.delete(root.toFile());
        Utils.delete(after.toFile());
        return !written;
    }
}
