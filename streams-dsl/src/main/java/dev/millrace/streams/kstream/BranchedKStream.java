package dev.millrace.streams.kstream;

import java.util.Map;

/**
 * A stream about to be split: each record goes to the first branch whose condition holds for it, in the order in which
 * branches are added, and to no other. What no branch takes goes to the default branch, or is dropped without one.
 *
 * <p>The map at the end holds the branches by name: the name of {@link KStream#split(Named)}, or a generated one,
 * followed by the name of the branch, or by its number, from 1, with 0 for the default branch.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public interface BranchedKStream<K, V> {
    /** Adds a branch of the records for which {@code predicate} holds and none before it. */
    BranchedKStream<K, V> branch(Predicate<? super K, ? super V> predicate);

    /** {@link #branch(Predicate)}, with a name and what to go on with. */
    BranchedKStream<K, V> branch(Predicate<? super K, ? super V> predicate, Branched<K, V> branched);

    /** Adds a branch of all other records; there can be no more branches after it. */
    Map<String, KStream<K, V>> defaultBranch();

    /** {@link #defaultBranch()}, with a name and what to go on with. */
    Map<String, KStream<K, V>> defaultBranch(Branched<K, V> branched);

    /** Drops all other records. */
    Map<String, KStream<K, V>> noDefaultBranch();
}
