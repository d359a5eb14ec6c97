package dev.millrace.streams.internal.dsl.option;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.kstream.TableJoined;
import dev.millrace.streams.processor.StreamPartitioner;

/**
 * What a {@link TableJoined} says; null where it says nothing. <i>Immutable.</i>
 *
 * @param name first part of all names
 * @param partitioner places responses
 * @param otherPartitioner places subscriptions
 */
public record ForeignJoinOptions<K, KO>(
        @Nullable String name,
        @Nullable StreamPartitioner<K, Void> partitioner,
        @Nullable StreamPartitioner<KO, Void> otherPartitioner) {
    private static final class Reading<K, KO> extends TableJoined<K, KO> {
        private Reading(TableJoined<K, KO> joined) {
            super(joined);
        }

        private ForeignJoinOptions<K, KO> options() {
            return new ForeignJoinOptions<>(NodeName.checked(name), partitioner, otherPartitioner);
        }
    }

    /** Reads {@code joined}. */
    public static <K, KO> ForeignJoinOptions<K, KO> of(TableJoined<K, KO> joined) {
        return new Reading<>(joined).options();
    }
}
