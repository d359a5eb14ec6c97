package dev.millrace.broker.io;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DirectoryLockTest {

    @TempDir
    Path directory;

    @Test
    void keepsASecondBrokerOut() throws IOException {
        try (DirectoryLock first = DirectoryLock.take(Disk.LOCAL, directory)) {
            assertThatThrownBy(() -> DirectoryLock.take(Disk.LOCAL, directory))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("in use");
            assertThatCode(first::close).doesNotThrowAnyException();
        }
    }

    @Test
    void isFreeAgainAfterClose() throws IOException {
        DirectoryLock.take(Disk.LOCAL, directory).close();

        assertThatCode(() -> DirectoryLock.take(Disk.LOCAL, directory).close()).doesNotThrowAnyException();
    }
}
