package dev.millrace.broker.settings;

import java.util.List;
import java.util.Map;

/**
 * Parsed values by name, each read as the type its definition has.
 *
 * @param parsed what {@code ConfigDef.parse} returned
 */
record TopicSettingValues(Map<String, Object> parsed) {

    int intOf(String name) {
        return (Integer) parsed.get(name);
    }

    long longOf(String name) {
        return (Long) parsed.get(name);
    }

    double doubleOf(String name) {
        return (Double) parsed.get(name);
    }

    String stringOf(String name) {
        return (String) parsed.get(name);
    }

    List<?> listOf(String name) {
        return (List<?>) parsed.get(name);
    }
}
