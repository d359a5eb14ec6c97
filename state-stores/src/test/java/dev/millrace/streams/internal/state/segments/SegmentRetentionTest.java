package dev.millrace.streams.internal.state.segments;

import org.junit.jupiter.api.Test;

import dev.millrace.streams.internal.state.bytes.ByteRange;

import static org.assertj.core.api.Assertions.assertThat;

/** What a store keeps and shows as its clock moves on. */
class SegmentRetentionTest {
    private static final byte[] KEY = {'k'};

    private final SegmentRetention retention = new SegmentRetention(new Segments(100), 250, false);

    @Test
    void entriesAreShownForTheRetentionPeriod() {
        retention.observe(1_000);
        assertThat(retention.earliestShown()).isEqualTo(751);
    }

    @Test
    void segmentIsKeptAsLongAsItHasSomethingToShow() {
        retention.observe(1_000);
        assertThat(retention.oldestSegment()).isEqualTo(7);
        assertThat(retention.refuses(700)).isFalse();
        assertThat(retention.refuses(699)).isTrue();
    }

    @Test
    void refusesToTheMillisecondWhereThatIsAsked() {
        SegmentRetention exact = new SegmentRetention(new Segments(100), 250, true);
        exact.observe(1_000);
        assertThat(exact.refuses(751)).isFalse();
        assertThat(exact.refuses(750)).isTrue();
    }

    @Test
    void tellsWhenASegmentExpires() {
        retention.observe(1_000);
        assertThat(retention.observe(1_049)).isFalse();
        assertThat(retention.observe(1_050)).isTrue();
        assertThat(retention.observe(20)).isFalse();
        assertThat(retention.oldestSegment()).isEqualTo(8);
    }

    @Test
    void diskStoresHaveTwoSegmentsInTheirPeriodButNoneUnderAMinute() {
        assertThat(Segments.forRetention(600_000).intervalMs()).isEqualTo(300_000);
        assertThat(Segments.forRetention(10_000).intervalMs()).isEqualTo(60_000);
    }

    @Test
    void sliceReadsOnlySegmentsThatMayHoldSomething() {
        assertThat(Slice.ofWindows(KEY, KEY, 0, Long.MAX_VALUE).ranges(retention))
                .isEmpty();
        retention.observe(1_000);
        retention.observe(900);
        assertThat(Slice.ofWindows(KEY, KEY, 0, Long.MAX_VALUE).ranges(retention))
                .hasSize(2);
        assertThat(Slice.ofWindows(KEY, KEY, 0, 950).ranges(retention)).hasSize(1);
        assertThat(Slice.ofWindows(KEY, KEY, 950, 940).ranges(retention)).isEmpty();
    }

    @Test
    void sliceOverVeryManySegmentsIsOneRange() {
        SegmentRetention unbounded = new SegmentRetention(new Segments(1), Long.MAX_VALUE, false);
        unbounded.observe(0);
        unbounded.observe(1_700_000_000_000L);
        assertThat(Slice.ofWindows(KEY, KEY, 0, Long.MAX_VALUE).ranges(unbounded))
                .hasSize(1)
                .first()
                .extracting(ByteRange::from, ByteRange::to)
                .doesNotContainNull();
    }
}
