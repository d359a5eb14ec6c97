package dev.millrace.broker.log;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

import org.apache.kafka.common.record.internal.MemoryRecords;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The bytes of what a log writes beside its batches. */
class StoredFormatsTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final String INDEX = "02" + "000003e8" + "0000000000000066" + "0000000000000009" + "00000064"
            + "0000000000000009" + "00000000" + "00000001" + "00000001" + "00000001"
            + "0000000000000065" + "000000c8" + "0000000000000009" + "000000c8"
            + "0000000000000007" + "0000000000000064" + "0000000000000065";
    private static final String PRODUCERS = "02" + "00000001" + "0000000000000007" + "0003" + "00000000000003e8"
            + "ffffffff" + "ffffffffffffffff" + "02"
            + "00000000" + "00000000" + "0000000000000064" + "00000001" + "00000001" + "0000000000000065";

    @Test
    void indexHasTheseBytes() {
        SegmentIndex index = SegmentIndex.empty(100, 100);
        index.note(batch(100, 9, "a"), 0);
        index.note(batch(101, 7, "b"), 200);
        index.aborted().add(new AbortedTransaction(7, 100, 101));

        assertThat(HEX.formatHex(index.encode(1000))).isEqualTo(INDEX);
    }

    @Test
    void indexReadsTheseBytes() {
        SegmentIndex.Stored stored = SegmentIndex.decode(HEX.parseHex(INDEX));

        assertThat(stored.logBytes()).isEqualTo(1000);
        SegmentIndex index = stored.inHeap();
        assertThat(index.nextOffset()).isEqualTo(102);
        assertThat(index.firstTimestamp()).isEqualTo(9);
        assertThat(index.maxTimestamp()).isEqualTo(9);
        assertThat(index.positionBefore(100)).isZero();
        assertThat(index.positionBefore(101)).isEqualTo(200);
        assertThat(index.aborted().all()).containsExactly(new AbortedTransaction(7, 100, 101));
        assertThat(HEX.formatHex(index.encode(1000))).isEqualTo(INDEX);
    }

    @Test
    void indexRefusesEveryShorterContent() {
        byte[] bytes = HEX.parseHex(INDEX);

        for (int length = 0; length < bytes.length; length++) {
            byte[] shorter = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> SegmentIndex.decode(shorter)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void producersHaveTheseBytes() {
        ProducerStates states = new ProducerStates();
        states.takeIn(idempotent(0, 100), 999);
        states.takeIn(idempotent(1, 101), 1000);

        assertThat(HEX.formatHex(states.encode())).isEqualTo(PRODUCERS);
    }

    @Test
    void producersReadTheseBytes() {
        ProducerStates states = ProducerStates.decode(HEX.parseHex(PRODUCERS));

        assertThat(states.judge(idempotent(0, 0))).isEqualTo(100);
        assertThat(states.judge(idempotent(1, 0))).isEqualTo(101);
        assertThat(states.judge(idempotent(2, 0))).isEqualTo(-1);
        assertThat(HEX.formatHex(states.encode())).isEqualTo(PRODUCERS);
    }

    @Test
    void producersRefuseEveryShorterContent() {
        byte[] bytes = HEX.parseHex(PRODUCERS);

        for (int length = 0; length < bytes.length; length++) {
            byte[] shorter = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> ProducerStates.decode(shorter)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void forgetsTheLongestSilentProducerWhenThereAreTooMany() {
        ProducerStates states = new ProducerStates();
        ByteBuffer bytes = Batches.idempotent(0, 0, 0, "a").buffer();
        BatchView batch = new BatchView().moveTo(bytes, 0);
        for (long id = 0; id <= ProducerStates.MAX_PRODUCERS; id++) {
            bytes.putLong(43, id);
            states.takeIn(batch, 0);
        }

        assertThat(states.size()).isEqualTo(ProducerStates.MAX_PRODUCERS);
        bytes.putLong(43, 0);
        assertThat(states.judge(batch)).as("the first one is new again").isEqualTo(-1);
        bytes.putLong(43, 1);
        assertThat(states.judge(batch)).as("the second one is known").isZero();
    }

    private static BatchView batch(long offset, long timestampMs, String value) {
        return placed(Batches.valuesAt(timestampMs, value), offset);
    }

    private static BatchView idempotent(int sequence, long offset) {
        return placed(Batches.idempotent(7, 3, sequence, "a"), offset);
    }

    private static BatchView placed(MemoryRecords batch, long offset) {
        BatchView view = new BatchView().moveTo(batch.buffer(), 0);
        view.place(offset, 0);
        return view;
    }
}
