package dev.millrace.streams.internal.output.wire;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BufferPoolTest {
    private final BufferPool pool = new BufferPool(1024, 8192);

    @Test
    void givesArraysOfAtLeastTheSizeAskedFor() {
        assertThat(pool.tryTake(1)).hasSize(1024);
        assertThat(pool.tryTake(1025)).hasSize(2048);
    }

    @Test
    void usesAgainWhatCameBack() {
        byte[] first = pool.tryTake(1024);
        pool.release(first);

        assertThat(pool.tryTake(900)).isSameAs(first);
    }

    @Test
    void givesNothingBeyondTheLimit() {
        byte[] most = pool.tryTake(8192);

        assertThat(pool.tryTake(1)).isNull();
        pool.release(most);
        assertThat(pool.tryTake(1)).isNotNull();
    }

    @Test
    void letsGoOfOtherSizesToMakeRoom() {
        for (int i = 0; i < 8; i++) {
            pool.release(pool.take(1024));
        }
        byte[] small = pool.tryTake(1024);
        pool.release(small);

        assertThat(pool.tryTake(8192)).hasSize(8192);
    }

    @Test
    void whatMustNotWaitIsTakenBeyondTheLimitAndNotKept() {
        pool.tryTake(8192);

        byte[] beyond = pool.take(3000);
        assertThat(beyond).hasSize(4096);
        pool.release(beyond);

        assertThat(pool.tryTake(1)).isNull();
    }
}
