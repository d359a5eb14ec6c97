package dev.millrace.streams.internal.dsl.compile;

import dev.millrace.streams.DslStoreFormat;
import dev.millrace.streams.state.DslStoreSuppliers;

/**
 * What stores are made that the program does not describe itself. <i>Immutable.</i>
 *
 * @param suppliers make them
 * @param headed whether those of tables are to keep headers
 */
record StoreKind(DslStoreSuppliers suppliers, boolean headed) {
    /** The format to ask of the suppliers, {@code otherwise} if no headers are wanted. */
    DslStoreFormat format(DslStoreFormat otherwise) {
        return headed ? DslStoreFormat.HEADERS : otherwise;
    }
}
