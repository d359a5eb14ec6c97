package dev.millrace.streams.state;

import java.io.BufferedReader;
import java.io.File;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A process killed while it commits leaves stores that open and hold exactly what their offset says. */
class KillTest {
    private static final int KILLS = 6;

    @TempDir
    Path stateDir;

    @Test
    void storesAgreeWithTheirOffsetAfterKill() throws Exception {
        Random random = new Random(7);
        long last = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            runAndKillAfter(30 + random.nextInt(120), true);
            last = verified(last, true);
        }
        assertThat(last).isGreaterThan(KILLS * 10);
    }

    @Test
    void onlyTheLastEntriesAreToBeRestoredHoweverMuchMemoryThereIs() throws Exception {
        int commits = 300;
        int entriesOfOne = 2 * KilledTask.KEYS;

        runAndKillAfter(commits, false);

        assertThat(verified(0, false)).isGreaterThan(commits - 2 * 50_000 / entriesOfOne);
    }

    private void runAndKillAfter(int commits, boolean smallBuffers) throws Exception {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledTask.class.getName(),
                        stateDir.toString(),
                        Boolean.toString(smallBuffers))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader()) {
            for (int line = 0; line < commits; line++) {
                assertThat(output.readLine()).isNotNull();
            }
            process.destroyForcibly();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private long verified(long atLeast, boolean smallBuffers) {
        try (FakeTask task = KilledTask.open(stateDir, smallBuffers)) {
            KilledTask.TwoStores stores = KilledTask.TwoStores.open(task);
            Long stored = stores.first().committedOffset(FakeTask.CHANGELOG);
            long offset = stored == null ? 0 : stored;
            assertThat(offset).isGreaterThanOrEqualTo(atLeast);
            for (int key = 0; key < KilledTask.KEYS; key++) {
                Long expected = offset == 0 ? null : KilledTask.valueAt(offset - 1, key);
                assertThat(stores.first().get("k" + key))
                        .as("k%d at offset %d", key, offset)
                        .isEqualTo(expected);
                assertThat(stores.second().get("k" + key))
                        .as("k%d at offset %d", key, offset)
                        .isEqualTo(expected);
            }
            return offset;
        }
    }
}
