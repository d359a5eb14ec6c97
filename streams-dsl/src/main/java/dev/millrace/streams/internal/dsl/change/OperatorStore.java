package dev.millrace.streams.internal.dsl.change;

import dev.millrace.streams.internal.spi.GuardedStore;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.api.ProcessingContext;

/** How operators come to their stores. */
public final class OperatorStore {
    private OperatorStore() {}

    /** The store called {@code name}, without the guard that is put before stores of users' processors. */
    public static <S extends StateStore> S of(ProcessingContext context, String name) {
        S store = context.getStateStore(name);
        return GuardedStore.behind(store);
    }
}
