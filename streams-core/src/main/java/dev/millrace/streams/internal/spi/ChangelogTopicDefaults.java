package dev.millrace.streams.internal.spi;

import java.util.Map;

/**
 * A store builder whose kind of store needs more of its changelog topic than any other: asked by the planner of the
 * topology.
 */
public interface ChangelogTopicDefaults {
    /** Topic configurations, over those of any changelog and under those of the application and the program. */
    Map<String, String> changelogTopicDefaults();
}
