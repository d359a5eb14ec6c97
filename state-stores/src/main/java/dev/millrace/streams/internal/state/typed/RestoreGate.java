package dev.millrace.streams.internal.state.typed;

import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.spi.BatchRestore;
import dev.millrace.streams.internal.spi.ChangelogWriter;
import dev.millrace.streams.internal.spi.StoreRuntime;

/**
 * Logs a deletion for each entry that a store forgot by itself, but not while it is being restored: then the changelog
 * has or will have it. <i>Confined to the thread that owns the task.</i>
 */
final class RestoreGate {
    private final StoreRuntime runtime;
    private final ChangelogWriter changelog;
    private boolean restoring;

    RestoreGate(StoreRuntime runtime, ChangelogWriter changelog) {
        this.runtime = runtime;
        this.changelog = changelog;
    }

    void forgotten(byte[] key) {
        if (!restoring) {
            changelog.log(key, null, runtime.currentRecord().timestamp(), null);
        }
    }

    /** {@code inner}, with the gate shut while it runs. */
    BatchRestore around(BatchRestore inner) {
        return new BatchRestore() {
            @Override
            public void restoreBatch(
                    TopicPartition changelogPartition, List<ConsumerRecord<byte[], byte[]>> records, long nextOffset) {
                shut(() -> inner.restoreBatch(changelogPartition, records, nextOffset));
            }

            @Override
            public void restore(byte[] key, byte @Nullable [] value) {
                shut(() -> inner.restore(key, value));
            }
        };
    }

    private void shut(Runnable restore) {
        restoring = true;
        try {
            restore.run();
        } finally {
            restoring = false;
        }
    }
}
