package dev.millrace.streams;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.state.QueryableStoreType;

/**
 * Which store a query reads, and how. <i>Immutable:</i> the {@code with} and {@code enable} methods return another.
 *
 * @param <T> type of the view on the store
 */
public class StoreQueryParameters<T> {
    private final String storeName;
    private final QueryableStoreType<T> queryableStoreType;
    private final @Nullable Integer partition;
    private final boolean staleStores;

    /**
     * All of it at once; for subclasses.
     *
     * @param partition the only partition to read; null for all that are here
     */
    protected StoreQueryParameters(
            String storeName,
            QueryableStoreType<T> queryableStoreType,
            @Nullable Integer partition,
            boolean staleStores) {
        this.storeName = storeName;
        this.queryableStoreType = queryableStoreType;
        this.partition = partition;
        this.staleStores = staleStores;
    }

    /** All partitions here of {@code storeName}, up to date. */
    public static <T> StoreQueryParameters<T> fromNameAndType(
            String storeName, QueryableStoreType<T> queryableStoreType) {
        return new StoreQueryParameters<>(storeName, queryableStoreType, null, false);
    }

    /** The same, reading only {@code partition}; null for all. */
    public StoreQueryParameters<T> withPartition(@Nullable Integer partition) {
        return new StoreQueryParameters<>(storeName, queryableStoreType, partition, staleStores);
    }

    /** The same, reading also while tasks are moving. */
    public StoreQueryParameters<T> enableStaleStores() {
        return new StoreQueryParameters<>(storeName, queryableStoreType, partition, true);
    }

    /** Name of the store. */
    public String storeName() {
        return storeName;
    }

    /** Kind of view. */
    public QueryableStoreType<T> queryableStoreType() {
        return queryableStoreType;
    }

    /** The only partition to read; null for all. */
    public @Nullable Integer partition() {
        return partition;
    }

    /** Whether to read also while tasks are moving. */
    public boolean staleStoresEnabled() {
        return staleStores;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoreQueryParameters<?> that
                && storeName.equals(that.storeName)
                && queryableStoreType.equals(that.queryableStoreType)
                && Objects.equals(partition, that.partition)
                && staleStores == that.staleStores;
    }

    @Override
    public int hashCode() {
        return Objects.hash(storeName, queryableStoreType, partition, staleStores);
    }

    @Override
    public String toString() {
        return "StoreQueryParameters{storeName=" + storeName + ", partition=" + partition + ", staleStores="
                + staleStores + ", queryableStoreType=" + queryableStoreType + "}";
    }
}
