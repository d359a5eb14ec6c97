package dev.millrace.broker.embedded;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

import com.google.re2j.Pattern;

import dev.millrace.broker.catalog.Topic;
import dev.millrace.broker.catalog.TopicCatalog;
import dev.millrace.broker.membership.TopicSight;

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
    public @Nullable Uuid id(String topic) {
        return catalog.topic(topic).map(Topic::id).orElse(null);
    }

    @Override
    public @Nullable String name(Uuid id) {
        return catalog.topic(id).map(Topic::name).orElse(null);
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
