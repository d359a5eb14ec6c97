package dev.millrace.broker.settings;

import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A configuration that a single group may have for itself (resource type GROUP); for others the broker's settings
 * hold.
 */
public enum GroupConfig {
    /** How long a member of the consumer protocol may stay silent. */
    CONSUMER_SESSION_TIMEOUT(
            "consumer.session.timeout.ms",
            "How long a member of the consumer group protocol may stay silent before it is taken for dead.",
            groups -> groups.consumer().timing().sessionTimeoutMs(),
            groups -> groups.consumer().timing().sessionBounds(),
            (groups, value) -> groups.withConsumer(
                    groups.consumer().withTiming(groups.consumer().timing().withSessionTimeoutMs(value)))),
    /** How often a member of the consumer protocol comes by. */
    CONSUMER_HEARTBEAT_INTERVAL(
            "consumer.heartbeat.interval.ms",
            "How often a member of the consumer group protocol sends a heartbeat.",
            groups -> groups.consumer().timing().heartbeatIntervalMs(),
            groups -> groups.consumer().timing().heartbeatBounds(),
            (groups, value) -> groups.withConsumer(
                    groups.consumer().withTiming(groups.consumer().timing().withHeartbeatIntervalMs(value)))),
    /** How long a member of the Streams protocol may stay silent. */
    STREAMS_SESSION_TIMEOUT(
            "streams.session.timeout.ms",
            "How long a member of the streams group protocol may stay silent before it is taken for dead.",
            groups -> groups.streams().timing().sessionTimeoutMs(),
            groups -> groups.streams().timing().sessionBounds(),
            (groups, value) -> groups.withStreams(
                    groups.streams().withTiming(groups.streams().timing().withSessionTimeoutMs(value)))),
    /** How often a member of the Streams protocol comes by. */
    STREAMS_HEARTBEAT_INTERVAL(
            "streams.heartbeat.interval.ms",
            "How often a member of the streams group protocol sends a heartbeat.",
            groups -> groups.streams().timing().heartbeatIntervalMs(),
            groups -> groups.streams().timing().heartbeatBounds(),
            (groups, value) -> groups.withStreams(
                    groups.streams().withTiming(groups.streams().timing().withHeartbeatIntervalMs(value)))),
    /** How many copies of tasks with state there are. */
    STREAMS_STANDBY_REPLICAS(
            "streams.num.standby.replicas",
            "How many copies of each task with state are kept up to date.",
            groups -> groups.streams().standbyReplicas(),
            groups -> new MemberTiming.Range(0, groups.streams().maxStandbyReplicas()),
            (groups, value) -> groups.withStreams(groups.streams().withStandbyReplicas(value))),
    /** How long the first member waits for others. */
    STREAMS_INITIAL_DELAY(
            "streams.initial.rebalance.delay.ms",
            "How long the first member of an empty group waits for others before it gets tasks.",
            groups -> groups.streams().initialDelayMs(),
            groups -> new MemberTiming.Range(0, Integer.MAX_VALUE),
            (groups, value) -> groups.withStreams(groups.streams().withInitialDelayMs(value)));

    private final String title;
    private final String documentation;
    private final Function<GroupSettings, Integer> value;
    private final Function<GroupSettings, MemberTiming.Range> bounds;
    private final BiFunction<GroupSettings, Integer, GroupSettings> change;

    GroupConfig(
            String title,
            String documentation,
            Function<GroupSettings, Integer> value,
            Function<GroupSettings, MemberTiming.Range> bounds,
            BiFunction<GroupSettings, Integer, GroupSettings> change) {
        this.title = title;
        this.documentation = documentation;
        this.value = value;
        this.bounds = bounds;
        this.change = change;
    }

    /** Returns the name that clients use. */
    public String title() {
        return title;
    }

    /** Returns the name of the broker's setting that holds for groups without a value of their own. */
    public String brokerTitle() {
        return "group." + title;
    }

    /** Returns what it is for. */
    public String documentation() {
        return documentation;
    }

    /** Returns the value in some settings. */
    public int in(GroupSettings settings) {
        return value.apply(settings);
    }

    /** Returns a configuration by its name; null if there is none of this name. */
    public static @Nullable GroupConfig titled(String title) {
        for (GroupConfig config : values()) {
            if (config.title.equals(title)) {
                return config;
            }
        }
        return null;
    }

    /**
     * Returns the settings that hold for a group.
     *
     * @param broker those of the broker
     * @param own values of the group, by name
     * @throws IllegalArgumentException naming what is unknown or out of bounds, and what is allowed
     */
    public static GroupSettings apply(GroupSettings broker, Map<String, String> own) {
        GroupSettings settings = broker;
        for (Map.Entry<String, String> entry : own.entrySet()) {
            GroupConfig config = titled(entry.getKey());
            if (config == null) {
                throw new IllegalArgumentException("Unknown group config name: " + entry.getKey());
            }
            settings = config.change.apply(settings, config.parse(entry.getValue(), broker));
        }
        return settings;
    }

    private int parse(String text, GroupSettings broker) {
        int number;
        try {
            number = Integer.parseInt(text.trim());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(title + " must be a whole number: " + text, e);
        }
        bounds.apply(broker).check(title, number);
        return number;
    }
}
