package dev.millrace.streams.internal.output.wire;

import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.internal.output.OutputOpener;
import dev.millrace.streams.internal.output.RecordOutput;

import static java.util.Objects.requireNonNull;

/**
 * Opens outputs of this room where they can honour the settings and the client library is the one they were built for,
 * whose inner classes move between releases; else what {@code otherwise} opens. <i>Immutable.</i>
 */
public final class WireOpener implements OutputOpener {
    private static final Logger LOG = LoggerFactory.getLogger(WireOpener.class);
    private static final String BUILT_FOR = "4.3.";

    private final OutputOpener otherwise;
    private final Time time;
    private final String libraryVersion;

    /** Opens what {@code otherwise} opens where this room has nothing that fits. */
    public WireOpener(OutputOpener otherwise, Time time) {
        this(otherwise, time, AppInfoParser.getVersion());
    }

    WireOpener(OutputOpener otherwise, Time time, String libraryVersion) {
        this.otherwise = requireNonNull(otherwise, "otherwise");
        this.time = requireNonNull(time, "time");
        this.libraryVersion = libraryVersion;
    }

    @Override
    public RecordOutput open(Map<String, Object> configs) {
        RecordOutput own = null;
        try {
            own = libraryFits() ? openOwn(configs) : null;
        } catch (LinkageError moved) {
            LOG.warn("Records go through a producer: kafka-clients {} lacks a class", libraryVersion, moved);
        }
        return own == null ? otherwise.open(configs) : own;
    }

    private boolean libraryFits() {
        boolean fits = libraryVersion.startsWith(BUILT_FOR);
        if (!fits) {
            LOG.warn("Records go through a producer: kafka-clients is {}, not {}x", libraryVersion, BUILT_FOR);
        }
        return fits;
    }

    private @Nullable RecordOutput openOwn(Map<String, Object> configs) {
        Map<String, Object> whole = new HashMap<>(configs);
        whole.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        whole.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        ProducerConfig config = new ProducerConfig(whole);
        String obstacle = WireFit.obstacle(config);
        if (obstacle != null) {
            LOG.info("Records go through a producer, which {} asks for", obstacle);
            return null;
        }
        return new WireOutput(WireConnection.open(config, time), WireSettings.from(config), time);
    }
}
