package dev.millrace.broker.embedded;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import com.google.re2j.Pattern;

import dev.millrace.broker.catalog.Topic;
import dev.millrace.broker.catalog.TopicCatalog;
import dev.millrace.broker.streamsgroup.TopicSight;

/**
 * What groups see of the topics of a catalog. Patterns are RE2, which takes time linear in the length of a name.
 *
 * <p>Thread-safe as the catalog is.
 */
final class CatalogSight implements TopicSight {
    private final TopicCatalog catalog;

    CatalogSight(TopicCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public long version() {
        return catalog.version();
    }

    @Override
    public int partitions(String topic) {
        Optional<Topic> found = catalog.topic(topic);
        return found.isPresent() ? found.get().partitionCount() : 0;
    }

    @Override
    public Set<String> matching(String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        Set<String> names = new TreeSet<>();
        for (Topic topic : catalog.topics()) {
            if (!topic.internal() && compiled.matches(topic.name())) {
                names.add(topic.name());
            }
        }
        return names;
    }
}
