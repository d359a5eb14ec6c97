package dev.millrace.broker.group;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.broker.settings.GroupConfig;
import dev.millrace.broker.settings.GroupSettings;

/**
 * What single groups have set for themselves. A group need not exist for that.
 *
 * <p>Confined to the event-loop thread.
 */
final class GroupConfigs {
    private static final Logger LOG = LoggerFactory.getLogger(GroupConfigs.class);

    private final GroupSettings broker;
    private final Map<String, Map<String, String>> own = new TreeMap<>();
    private final Map<String, GroupSettings> settings = new TreeMap<>();

    /**
     * Begins with none.
     *
     * @param broker what holds for all others
     */
    GroupConfigs(GroupSettings broker) {
        this.broker = broker;
    }

    /** Returns what holds for a group. */
    GroupSettings of(String groupId) {
        return settings.getOrDefault(groupId, broker);
    }

    /** Returns the values of a group by name, none for one that has set nothing. */
    Map<String, String> own(String groupId) {
        return own.getOrDefault(groupId, Map.of());
    }

    /** Returns the ids of all groups that have set something. */
    Collection<String> groupIds() {
        return Collections.unmodifiableCollection(own.keySet());
    }

    /** Applies the record of a group's configuration; an empty one is none. */
    void replay(String groupId, Map<String, String> values) {
        if (values.isEmpty()) {
            own.remove(groupId);
            settings.remove(groupId);
        } else {
            own.put(groupId, Map.copyOf(values));
            settings.put(groupId, inForce(values));
        }
    }

    /** What the broker's settings no longer allow is kept, but does not hold. */
    private GroupSettings inForce(Map<String, String> values) {
        GroupSettings result = broker;
        for (Map.Entry<String, String> entry : values.entrySet()) {
            try {
                result = GroupConfig.apply(result, Map.of(entry.getKey(), entry.getValue()));
            } catch (IllegalArgumentException e) {
                LOG.warn("A configuration of a group does not hold: {}", e.getMessage());
            }
        }
        return result;
    }
}
