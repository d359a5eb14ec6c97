package dev.millrace.streams.internal.dsl.change;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.internal.spi.DropMeter;
import dev.millrace.streams.processor.api.ProcessingContext;
import dev.millrace.streams.processor.api.RecordMetadata;

/**
 * Counts the records that an operator could do nothing with, and says which: the first as a warning, the others at
 * debug level, so that a topic full of them does not fill the log. <i>Confined to the owner of the task.</i>
 */
public final class DroppedRecords {
    private static final Logger LOG = LoggerFactory.getLogger(DroppedRecords.class);

    private final ProcessingContext context;
    private boolean warned;

    /** For the operator whose context this is. */
    public DroppedRecords(ProcessingContext context) {
        this.context = context;
    }

    /** The current record is dropped because {@code reason}: the first time that is worth a warning. */
    public void add(String reason) {
        count();
        if (warned) {
            debug(reason);
        } else {
            LOG.warn(
                    "Task {} drops a record {}: {}; later ones are logged at debug level",
                    context.taskId(),
                    where(),
                    reason);
            warned = true;
        }
    }

    /** The current record is dropped because {@code reason}, which happens in a sound program too. */
    public void addExpected(String reason) {
        count();
        debug(reason);
    }

    private void count() {
        if (context instanceof DropMeter meter) {
            meter.recordDropped();
        }
    }

    private void debug(String reason) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("Task {} drops a record {}: {}", context.taskId(), where(), reason);
        }
    }

    private String where() {
        return context.recordMetadata().map(DroppedRecords::place).orElse("without a place in a topic");
    }

    private static String place(RecordMetadata metadata) {
        return "from " + metadata.topic() + '-' + metadata.partition() + " offset " + metadata.offset();
    }
}
