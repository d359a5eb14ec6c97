package dev.millrace.cli.output;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.RawValue;

/** JSON on one line: written for programs, read from them. Without state. */
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    /**
     * Writes a document.
     *
     * @param document maps, lists, texts, numbers, truth values, byte arrays (as Base64) and null
     */
    public static String write(@Nullable Object document) {
        try {
            return MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON can be made of " + document, e);
        }
    }

    /**
     * Returns text that is JSON already as a part of a document.
     *
     * @throws IllegalArgumentException if it is no JSON
     */
    public static Object embed(String json) {
        try {
            MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
        }
        return new RawValue(json);
    }

    /**
     * Reads an object.
     *
     * @param text one JSON object
     * @throws IllegalArgumentException if it is none
     */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> readObject(String text) {
        try {
            Object read = MAPPER.readValue(text, Object.class);
            if (read instanceof Map) {
                return (Map<String, Object>) read;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException("a JSON object is needed, not " + text);
    }

    /**
     * Returns an object with fields in the given order.
     *
     * @param fields name, value, name, value and so on; values may be null
     */
    public static Map<String, Object> object(@Nullable Object... fields) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            object.put((String) fields[i], fields[i + 1]);
        }
        return object;
    }
}
