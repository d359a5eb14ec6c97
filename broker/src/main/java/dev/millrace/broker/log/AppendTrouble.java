package dev.millrace.broker.log;

import java.io.IOException;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once that a log cannot be written, however often producers try again, and once that it can.
 *
 * <p><em>Confined to the holder of the append lock.</em>
 */
final class AppendTrouble {

    private static final Logger LOG = LoggerFactory.getLogger(AppendTrouble.class);

    private final TopicPartition partition;
    private boolean told;

    AppendTrouble(TopicPartition partition) {
        this.partition = partition;
    }

    /**
     * Returns what the writer is told.
     *
     * @param cause what the disk says
     * @param forGood whether the log takes no appends until the broker is started anew
     */
    AppendRejected refused(IOException cause, boolean forGood) {
        if (forGood) {
            LOG.error("{} cannot be written and takes no more appends until the next start", partition, cause);
        } else if (!told) {
            LOG.error(
                    "{} cannot be written, writers are told so until it can again: {}",
                    partition,
                    String.valueOf(cause.getMessage()));
        }
        told = true;
        return new AppendRejected(Errors.KAFKA_STORAGE_ERROR, "disk failed: " + cause.getMessage());
    }

    /** Notes an append that went well. */
    void over() {
        if (told) {
            told = false;
            LOG.info("{} can be written again", partition);
        }
    }
}
