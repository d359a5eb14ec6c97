package dev.millrace.broker.consumergroup;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.millrace.broker.coordinator.Timers;
import dev.millrace.broker.coordinator.Turn;
import dev.millrace.broker.membership.BackgroundWork;
import dev.millrace.broker.membership.TopicSight;

/**
 * Looks for the topics that match the patterns of groups, for one group at a time and away from the event loop.
 *
 * <p>Confined to the event-loop thread, but for the search itself.
 */
final class PatternSearch {
    private final TopicSight sight;
    private final BackgroundWork background;
    private final Timers timers;
    private final Taker taker;

    PatternSearch(TopicSight sight, BackgroundWork background, Timers timers, Taker taker) {
        this.sight = sight;
        this.background = background;
        this.timers = timers;
        this.taker = taker;
    }

    /**
     * Begins a search if a group has a new pattern, or topics have come or gone since the last one.
     *
     * @param newest pattern of a member, which the group may not know yet; empty for none
     */
    void begin(ConsumerGroup group, String newest) {
        long version = sight.version();
        boolean known = newest.isEmpty() || group.patterns().containsKey(newest);
        if (group.isMatching() || known && (group.patterns().isEmpty() || group.hasMatched(version))) {
            return;
        }
        Set<String> patterns = new TreeSet<>(group.patterns().keySet());
        if (!newest.isEmpty()) {
            patterns.add(newest);
        }
        group.startMatching();
        background.run(() -> search(patterns), found -> timers.at(0, turn -> end(group, version, found, turn)));
    }

    private Map<String, SortedSet<String>> search(Set<String> patterns) {
        Map<String, SortedSet<String>> found = new HashMap<>();
        patterns.forEach(pattern -> found.put(pattern, new TreeSet<>(sight.matching(pattern))));
        return found;
    }

    private void end(ConsumerGroup group, long version, Map<String, SortedSet<String>> found, Turn turn) {
        group.endMatching(version);
        ConsumerDraft draft = new ConsumerDraft(group, sight);
        group.members().stream()
                .map(member -> member.about().pattern())
                .distinct()
                .filter(found::containsKey)
                .forEach(pattern -> draft.match(pattern, found.get(pattern)));
        taker.take(group, draft, turn);
    }

    /** Takes the outcome of a search in. */
    @FunctionalInterface
    interface Taker {
        void take(ConsumerGroup group, ConsumerDraft draft, Turn turn);
    }
}
