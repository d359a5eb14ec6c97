package dev.millrace.broker.catalog;

import org.apache.kafka.common.protocol.Errors;

/** Says that the catalog is as it was, and how to tell the client why. It carries no stack trace. */
public final class CatalogRejected extends RuntimeException {

    private final Errors error;

    CatalogRejected(Errors error, String message) {
        super(message, null, false, false);
        this.error = error;
    }

    /** Returns the error code to answer with. */
    public Errors error() {
        return error;
    }
}
