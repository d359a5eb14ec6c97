package dev.millrace.cli.records;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What to read and when to stop.
 *
 * @param topics whose records
 * @param partitions only these of the topic; empty for all
 * @param group whose member to be; null to read by oneself
 * @param start where to begin
 * @param untilMs first timestamp not wanted any more; null for no such bound
 * @param exitAtEnd whether to stop where the partitions ended at the start
 * @param maxRecords number of records after which to stop
 * @param idle how long to wait for a further record; null for ever
 */
record ReadingPlan(
        List<String> topics,
        List<Integer> partitions,
        @Nullable String group,
        StartPoint start,
        @Nullable Long untilMs,
        boolean exitAtEnd,
        long maxRecords,
        @Nullable Duration idle) {

    ReadingPlan {
        topics = List.copyOf(topics);
        partitions = List.copyOf(partitions);
    }

    /** Returns whether there is an offset in each partition at which to stop. */
    boolean bounded() {
        return exitAtEnd || untilMs != null;
    }
}
