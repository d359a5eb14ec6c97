package dev.millrace.streams.internal.output;

import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.errors.DefaultProductionExceptionHandler;
import dev.millrace.streams.errors.ProductionExceptionHandler;

import static java.util.Objects.requireNonNull;

/**
 * Who decides about records that cannot be written.
 *
 * @param handler asked about each
 * @param wantsRecord whether it looks at the record and its context, which then must be kept until it is acknowledged
 */
public record ProductionErrors(ProductionExceptionHandler handler, boolean wantsRecord) {
    /** Checked. */
    public ProductionErrors {
        requireNonNull(handler, "handler");
    }

    /** As configured. */
    public static ProductionErrors of(StreamsConfig config) {
        ProductionExceptionHandler handler = config.productionExceptionHandler();
        boolean deadLetters = config.getString(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG) != null;
        return new ProductionErrors(
                handler, deadLetters || handler.getClass() != DefaultProductionExceptionHandler.class);
    }
}
