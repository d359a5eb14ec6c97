package dev.millrace.checks;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BannedCallsTest {

    private static final String ROOMS = "[rooms dev.millrace.checks.fixture]\nclock:\n";

    @Test
    void findsEveryBannedCallButNoOther() {
        assertThat(new BannedCalls().violations(Fixtures.module("clock", ROOMS)))
                .allMatch(it -> it.startsWith("dev.millrace.checks.fixture.clock.ClockReader uses "))
                .extracting(it -> it.split(" ")[2])
                .containsExactlyInAnyOrder(
                        "System.currentTimeMillis",
                        "System.nanoTime",
                        "Thread.sleep",
                        "Worker.<init>",
                        "Thread.<init>",
                        "Executors.newCachedThreadPool");
    }

    @Test
    void edgesMayCallThem() {
        assertThat(new BannedCalls().violations(Fixtures.module("clock", ROOMS + "[edges]\nclock: it is the clock")))
                .isEmpty();
        assertThat(new BannedCalls().violations(Fixtures.module("clock", ROOMS + "[edges]\nclock.ClockReader: reads")))
                .isEmpty();
    }

    @Test
    void namesThePermissionThatNobodyNeeds() {
        String edges = "[edges]\nclock.ClockReader: reads\nclock.TimeTaker: used to read\n";

        assertThat(new BannedCalls().violations(Fixtures.module("clock", ROOMS + edges)))
                .containsExactly("rooms.txt names the edge clock.TimeTaker, which needs it no more: delete it");
    }
}
