package dev.millrace.cli.dump;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.catalog.Topic;
import dev.millrace.broker.coordinator.CorruptShardRecord;
import dev.millrace.broker.coordinator.DecodedRecord;
import dev.millrace.broker.group.GroupRecordDecoder;
import dev.millrace.broker.log.StoredRecord;
import dev.millrace.broker.transaction.TransactionRecordDecoder;
import dev.millrace.cli.output.Json;
import dev.millrace.cli.text.ByteFormat;

/**
 * Shows records: those of internal topics in the broker's terms, all others by the formats asked for.
 *
 * @param decoding how internal records are decoded
 * @param keyFormat of keys
 * @param valueFormat of values
 */
record RecordShower(Decoding decoding, ByteFormat keyFormat, ByteFormat valueFormat) {

    /** Whose records are in the broker's own bytes. */
    enum Decoding {
        /** Those of internal topics, as the topic's description names them. */
        BY_TOPIC,
        /** All, and they are groups and offsets. */
        OFFSETS,
        /** All, and they are transactions. */
        TRANSACTIONS
    }

    /**
     * Returns the fields of a record.
     *
     * @param topic its topic; null if unknown
     * @throws IllegalArgumentException saying what cannot be decoded
     */
    Map<String, Object> show(StoredRecord record, @Nullable String topic) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("offset", record.offset());
        fields.put("timestamp", new Moment(record.timestampMs()));
        fields.put("sequence", record.sequence() < 0 ? null : record.sequence());
        if (!record.headers().isEmpty()) {
            List<Object> headers = new ArrayList<>();
            record.headers().forEach(header -> headers.add(Json.object("key", header.key(), "value", text(header))));
            fields.put("headers", headers);
        }
        DecodedRecord decoded = decoded(record, topic);
        if (decoded == null) {
            fields.put("key", record.key() == null ? null : keyFormat.decode(record.key()));
            fields.put("value", record.value() == null ? null : valueFormat.decode(record.value()));
        } else {
            fields.put("kind", decoded.kind());
            fields.put("key", decoded.key());
            fields.put("value", decoded.value());
        }
        return fields;
    }

    private static @Nullable String text(Header header) {
        return header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private @Nullable DecodedRecord decoded(StoredRecord record, @Nullable String topic) {
        boolean offsets = decoding == Decoding.OFFSETS || Topic.OFFSETS.equals(topic);
        boolean transactions = decoding == Decoding.TRANSACTIONS || Topic.TRANSACTIONS.equals(topic);
        if (!offsets && !transactions) {
            return null;
        }
        if (record.key() == null) {
            throw new IllegalArgumentException("a record of an internal topic has no key");
        }
        try {
            return transactions
                    ? TransactionRecordDecoder.decode(record.key(), record.value())
                    : GroupRecordDecoder.decode(record.key(), record.value());
        } catch (CorruptShardRecord e) {
            throw new IllegalArgumentException("it is none of the broker's: " + e.getMessage(), e);
        }
    }
}
