package dev.millrace.streams.internal.state.view;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.errors.InvalidStateStoreException;
import dev.millrace.streams.state.QueryableStoreType;
import dev.millrace.streams.state.internals.StateStoreProvider;

/**
 * The stores of one name in all tasks of this instance. <i>Thread-safe: stateless; the stores are looked up at each
 * read.</i>
 *
 * @param provider finds them
 * @param type their kind as asked for
 * @param reading how one of them is read
 * @param storeName their name
 * @param <T> type of a store as it is found
 * @param <R> type of a store as it is read
 */
public record StoresNow<T, R>(
        StateStoreProvider provider, QueryableStoreType<T> type, Function<T, R> reading, String storeName) {
    List<R> stores() {
        List<R> stores = new ArrayList<>();
        for (T store : provider.stores(storeName, type)) {
            stores.add(reading.apply(store));
        }
        return stores;
    }

    /** The first answer that is not null. */
    <A> @Nullable A first(Function<R, @Nullable A> reader) {
        for (R store : stores()) {
            A answer = read(store, reader);
            if (answer != null) {
                return answer;
            }
        }
        return null;
    }

    <A> A read(R store, Function<R, A> reader) {
        try {
            return reader.apply(store);
        } catch (InvalidStateStoreException e) {
            throw new InvalidStateStoreException(
                    "Store " + storeName + " was closed meanwhile: its task may be on another instance now. Get the"
                            + " store anew",
                    e);
        }
    }
}
