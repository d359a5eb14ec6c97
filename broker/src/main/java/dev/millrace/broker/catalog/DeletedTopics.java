package dev.millrace.broker.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.broker.log.PartitionLog;
import dev.millrace.broker.log.UpkeepStep;

/**
 * Files of deleted topics, kept for a while for responses that are still being sent. What cannot be deleted then is
 * left to the next start.
 *
 * <p><em>Thread-safe: every method holds the object's monitor.</em>
 */
final class DeletedTopics implements UpkeepStep {

    private static final Logger LOG = LoggerFactory.getLogger(DeletedTopics.class);

    private final TopicDirectories directories;
    private final List<Doomed> doomed = new ArrayList<>();

    DeletedTopics(TopicDirectories directories) {
        this.directories = directories;
    }

    synchronized void add(List<PartitionLog> logs, Path directory, long deleteAtMs) {
        doomed.add(new Doomed(logs, directory, deleteAtMs));
    }

    @Override
    public synchronized int run(long nowMs) {
        int count = 0;
        for (Iterator<Doomed> all = doomed.iterator(); all.hasNext(); ) {
            Doomed next = all.next();
            if (next.deleteAtMs <= nowMs) {
                all.remove();
                delete(next);
                count++;
            }
        }
        return count;
    }

    private void delete(Doomed topic) {
        topic.logs.forEach(PartitionLog::close);
        try {
            directories.deleteTree(topic.directory);
        } catch (IOException e) {
            LOG.warn("files of a deleted topic stay in {} until the next start", topic.directory, e);
        }
    }

    private record Doomed(List<PartitionLog> logs, Path directory, long deleteAtMs) {}
}
