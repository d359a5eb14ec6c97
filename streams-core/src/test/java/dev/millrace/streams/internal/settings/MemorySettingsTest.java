package dev.millrace.streams.internal.settings;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MemorySettingsTest {
    private static final long MB = 1L << 20;

    @Test
    void partsAddUpToTheBudget() {
        MemorySettings settings = MemorySettings.of(100 * MB, 1024 * MB);

        assertThat(settings.nativeBytes() + settings.uncommittedBytes() + settings.cleanBytes())
                .isEqualTo(100 * MB);
    }

    @Test
    void heapPartsStaySmallBesideTheHeap() {
        assertThat(MemorySettings.of(512 * MB, 64 * MB).uncommittedBytes()).isEqualTo(4 * MB);
    }

    @Test
    void heapPartsStaySmallInALargeHeap() {
        assertThat(MemorySettings.of(512 * MB, 8192 * MB).uncommittedBytes()).isEqualTo(16 * MB);
    }

    @Test
    void smallestBudgetIsDividedToo() {
        assertThat(MemorySettings.of(16 * MB, 1024 * MB)).isEqualTo(new MemorySettings(12 * MB, 2 * MB, 2 * MB));
    }
}
