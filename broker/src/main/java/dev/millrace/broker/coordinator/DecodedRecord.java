package dev.millrace.broker.coordinator;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A record of an internal topic in words, for tools that show it to people. What stands under which name follows the
 * broker's own records and may change with them.
 *
 * <p><em>Immutable, as far as its readers leave the maps alone.</em>
 *
 * @param kind what the record speaks of, such as {@code offset} or {@code transaction}
 * @param key whom it speaks of; values as {@link RecordFields} gives them
 * @param value what it says; null if the thing is gone
 */
public record DecodedRecord(String kind, Map<String, Object> key, @Nullable Map<String, Object> value) {}
