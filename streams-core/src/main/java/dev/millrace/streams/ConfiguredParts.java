package dev.millrace.streams;

import java.util.Map;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Serde;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.errors.DeserializationExceptionHandler;
import dev.millrace.streams.errors.ProcessingExceptionHandler;
import dev.millrace.streams.errors.ProductionExceptionHandler;
import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.processor.TimestampExtractor;

/** What {@link StreamsConfig} makes of classes that are named in it: something new at each call. */
public abstract class ConfiguredParts extends FormerSettings {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsConfig.class);

    ConfiguredParts(ConfigDef definition, Map<?, ?> given, boolean log) {
        super(definition, given, log);
    }

    /**
     * A new serde for keys.
     *
     * @throws ConfigException if none is configured
     */
    public Serde<?> defaultKeySerde() {
        return serde(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, true);
    }

    /**
     * A new serde for values.
     *
     * @throws ConfigException if none is configured
     */
    public Serde<?> defaultValueSerde() {
        return serde(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, false);
    }

    /** A new extractor. */
    public TimestampExtractor defaultTimestampExtractor() {
        return getConfiguredInstance(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, TimestampExtractor.class);
    }

    /** A new handler; of the setting's earlier name if only that was given. */
    @SuppressWarnings("deprecation")
    public DeserializationExceptionHandler deserializationExceptionHandler() {
        String key = given(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                DEFAULT_DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG);
        return getConfiguredInstance(key, DeserializationExceptionHandler.class);
    }

    /** @deprecated since 4.0: say {@link #deserializationExceptionHandler()} */
    @Deprecated
    public DeserializationExceptionHandler defaultDeserializationExceptionHandler() {
        return deserializationExceptionHandler();
    }

    /** A new handler. */
    public ProcessingExceptionHandler processingExceptionHandler() {
        return getConfiguredInstance(
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, ProcessingExceptionHandler.class);
    }

    /** A new handler of what cannot be written; the earlier name of the setting counts if it stands alone. */
    @SuppressWarnings("deprecation")
    public ProductionExceptionHandler productionExceptionHandler() {
        String key = given(
                StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
                DEFAULT_PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG);
        return getConfiguredInstance(key, ProductionExceptionHandler.class);
    }

    /** @deprecated since 4.0: say {@link #productionExceptionHandler()} */
    @Deprecated
    public ProductionExceptionHandler defaultProductionExceptionHandler() {
        return productionExceptionHandler();
    }

    /** Bytes of changes that all stores may hold back; by the setting's earlier name if only that was given. */
    @SuppressWarnings("deprecation")
    public long cacheMaxBytes() {
        return getLong(given(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_MAX_BYTES_BUFFERING_CONFIG));
    }

    /** The name under which a setting was given that had another once; its present name if under none. */
    private String given(String key, String former) {
        if (!originals().containsKey(former)) {
            return key;
        }
        if (originals().containsKey(key)) {
            LOG.warn("{} is ignored because {} is given, too", former, key);
            return key;
        }
        return former;
    }

    private Serde<?> serde(String key, boolean forKeys) {
        String what = forKeys ? "key" : "value";
        if (getClass(key) == null) {
            throw new ConfigException("Please specify a " + what + " serde or set one through " + key);
        }
        try {
            Serde<?> serde = getConfiguredInstance(key, Serde.class);
            serde.configure(originals(), forKeys);
            return serde;
        } catch (RuntimeException cannotMake) {
            throw new StreamsException("Failed to configure " + what + " serde " + getClass(key), cannotMake);
        }
    }
}
