package dev.millrace.broker.log;

/** Who appends: what is checked depends on how far the writer is trusted. */
public enum AppendOrigin {
    /** A producer over the network: exactly one batch, no control batch, every check. */
    CLIENT,
    /** A producer over the network, of whose transaction the coordinator knows that it includes the partition. */
    TRANSACTION,
    /** A coordinator of this broker: any number of batches, sequences and sizes are its own affair. */
    COORDINATOR
}
