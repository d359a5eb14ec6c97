package dev.millrace.streams.internal.state.keys;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The bytes of keys with a time, and the bounds of their ranges. */
class TimedKeyBytesTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] KEY = {'k', 1};

    @Test
    void windowKeyIsKeyThenStartThenSequence() {
        byte[] written = WindowKeyV1.write(KEY, 0x0102030405L, 7);
        assertThat(HEX.formatHex(written)).isEqualTo("6b01" + "0000000102030405" + "00000007");
        assertThat(WindowKeyV1.start(written)).isEqualTo(0x0102030405L);
        assertThat(WindowKeyV1.sequence(written)).isEqualTo(7);
    }

    @Test
    void sessionKeyIsKeyThenEndThenStart() {
        byte[] written = SessionKeyV1.write(KEY, 3, 0x0102L);
        assertThat(HEX.formatHex(written)).isEqualTo("6b01" + "0000000000000102" + "0000000000000003");
        assertThat(SessionKeyV1.start(written)).isEqualTo(3);
        assertThat(SessionKeyV1.end(written)).isEqualTo(0x0102L);
    }

    @Test
    void storedKeyIsSegmentThenChangelogKey() {
        byte[] changelogKey = WindowKeyV1.write(KEY, 5, 0);
        byte[] stored = SegmentKeyV1.stored(2, changelogKey);
        assertThat(HEX.formatHex(stored)).isEqualTo("8000000000000002" + HEX.formatHex(changelogKey));
        assertThat(SegmentKeyV1.segment(stored)).isEqualTo(2);
        assertThat(SegmentKeyV1.changelogKey(stored)).isEqualTo(changelogKey);
        assertThat(KeyLayout.WINDOWS.keyOf(stored)).isEqualTo(KEY);
        assertThat(KeyLayout.WINDOWS.time(stored)).isEqualTo(5);
        assertThat(WindowKeyV1.start(stored)).isEqualTo(5);
    }

    @Test
    void segmentsAreInTheOrderOfTheirNumbersAlsoBeforeTheEpoch() {
        assertThat(Arrays.compareUnsigned(SegmentKeyV1.before(-1), SegmentKeyV1.before(0)))
                .isNegative();
        assertThat(Arrays.compareUnsigned(SegmentKeyV1.stored(0, KEY), SegmentKeyV1.before(1)))
                .isNegative();
        assertThat(Arrays.compareUnsigned(SegmentKeyV1.stored(1, KEY), SegmentKeyV1.before(1)))
                .isPositive();
    }

    /** Whatever the keys: an entry that is asked for lies between the bounds. The seed is fixed. */
    @Test
    void boundsHoldEveryKeyBetweenWhateverItsLength() {
        Random random = new Random(4711);
        for (int turn = 0; turn < 50_000; turn++) {
            byte[] from = randomKey(random);
            byte[] to = randomKey(random);
            byte[] key = randomKey(random);
            long time = random.nextInt(4) == 0 ? random.nextLong() >>> 1 : random.nextInt(1_000);
            boolean between = Arrays.compareUnsigned(from, key) <= 0 && Arrays.compareUnsigned(key, to) <= 0;
            for (KeyLayout layout : KeyLayout.values()) {
                byte[] stored = SegmentKeyV1.head(
                        layout == KeyLayout.WINDOWS
                                ? WindowKeyV1.write(SegmentKeyV1.HEAD_BYTES, key, time, Integer.MAX_VALUE)
                                : SessionKeyV1.write(SegmentKeyV1.HEAD_BYTES, key, time / 2, time),
                        9);
                if (between) {
                    assertThat(layout.lowest(9, from, false, time))
                            .satisfies(low -> assertThat(Arrays.compareUnsigned(low, stored))
                                    .isLessThanOrEqualTo(0));
                    assertThat(layout.highest(9, to, false, time))
                            .satisfies(high -> assertThat(Arrays.compareUnsigned(high, stored))
                                    .isGreaterThanOrEqualTo(0));
                }
                assertThat(Arrays.compareUnsigned(layout.lowest(9, key, true, time), stored))
                        .isLessThanOrEqualTo(0);
                assertThat(Arrays.compareUnsigned(layout.highest(9, key, true, time), stored))
                        .isGreaterThanOrEqualTo(0);
            }
        }
    }

    private static byte[] randomKey(Random random) {
        byte[] key = new byte[random.nextInt(14)];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (random.nextInt(3) == 0 ? 0xff : random.nextInt(2));
        }
        return key;
    }
}
