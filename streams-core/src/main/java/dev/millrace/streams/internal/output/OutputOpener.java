package dev.millrace.streams.internal.output;

import java.util.Map;

/** Makes the output of a stream thread. <i>Thread-safe.</i> */
@FunctionalInterface
public interface OutputOpener {
    /**
     * A new output.
     *
     * @param configs settings of a producer, without serialisers
     * @throws org.apache.kafka.common.KafkaException if it cannot be made of them
     */
    RecordOutput open(Map<String, Object> configs);
}
