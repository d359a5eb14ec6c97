package dev.millrace.streams.internal.dsl.change;

import dev.millrace.streams.internal.spi.GuardedStore;
import dev.millrace.streams.internal.spi.HeadedStore;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.api.ProcessingContext;

/** How operators come to their stores. */
public final class OperatorStore {
    private OperatorStore() {}

    /** The store called {@code name}, without the guard that is put before stores of users' processors. */
    public static <S extends StateStore> S asItIs(ProcessingContext context, String name) {
        S store = context.getStateStore(name);
        return GuardedStore.behind(store);
    }

    /** The same, and if it keeps headers, seen as if it did not. */
    @SuppressWarnings("unchecked")
    public static <S extends StateStore> S of(ProcessingContext context, String name) {
        StateStore store = asItIs(context, name);
        return (S) (store instanceof HeadedStore headed ? headed.withoutHeaders() : store);
    }
}
