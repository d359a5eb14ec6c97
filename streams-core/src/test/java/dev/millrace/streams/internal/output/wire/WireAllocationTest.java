package dev.millrace.streams.internal.output.wire;

import java.lang.management.ManagementFactory;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.sun.management.ThreadMXBean;

import dev.millrace.streams.internal.output.RecordOutput;
import dev.millrace.streams.internal.output.SerializedRecord;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** How many bytes an append costs, the batches it goes into included, but not what is sent. */
class WireAllocationTest {
    private static final int RECORDS = 10_000;

    private final FakeCluster cluster = new FakeCluster().topic("topic", 4);
    private final RecordOutput output =
            cluster.output(Map.of("batch.size", 1 << 20, "linger.ms", 1_000_000, "delivery.timeout.ms", 2_000_000));
    private final SerializedRecord record = new SerializedRecord();
    private final Heard heard = new Heard();
    private final byte[] value = "a word".getBytes(UTF_8);

    @Test
    void appendedRecordCostsNoObject() {
        for (int round = 0; round < 20; round++) {
            round();
        }

        long bytesPerRecord = 0;
        for (int round = 0; round < 10; round++) {
            bytesPerRecord += round();
        }

        assertThat(bytesPerRecord / 10).isLessThan(2);
        assertThat(heard.errors).isEmpty();
    }

    private long round() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < RECORDS; i++) {
            output.append("topic", RecordOutput.BY_KEY, record.set(value, value, i, null), heard);
        }
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        output.flush();
        return bytes / RECORDS;
    }
}
