package dev.millrace.broker.api;

import java.util.Map;

import org.apache.kafka.common.protocol.Errors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.broker.catalog.CatalogRejected;
import dev.millrace.broker.catalog.TopicCatalog;
import dev.millrace.broker.settings.TopicDefaults;

/**
 * Makes topics that clients ask for by merely naming them.
 *
 * <p>Confined to the event-loop thread.
 */
final class TopicMaker {
    private static final Logger LOG = LoggerFactory.getLogger(TopicMaker.class);

    private final TopicCatalog catalog;
    private final TopicDefaults defaults;

    TopicMaker(TopicCatalog catalog, TopicDefaults defaults) {
        this.catalog = catalog;
        this.defaults = defaults;
    }

    /**
     * Makes a topic if that is allowed.
     *
     * @param clientAgrees whether the request allows it
     * @return NONE if the topic is there now, or why it is not
     */
    Errors make(String name, boolean clientAgrees) {
        if (!clientAgrees || !defaults.autoCreate()) {
            return Errors.UNKNOWN_TOPIC_OR_PARTITION;
        }
        try {
            catalog.create(name, defaults.partitions(), Map.of());
            return Errors.NONE;
        } catch (CatalogRejected e) {
            LOG.info("Topic {} is not made on demand: {}", name, e.getMessage());
            return e.error();
        }
    }
}
