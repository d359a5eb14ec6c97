package dev.millrace.streams.internal.state.build;

import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.internal.state.typed.HeadedWindowBytes;
import dev.millrace.streams.state.HeadersBytesStoreSupplier;
import dev.millrace.streams.state.WindowBytesStoreSupplier;
import dev.millrace.streams.state.WindowStore;

/**
 * Our own window store for values with headers. <i>Immutable.</i>
 *
 * @param base the same but for the format of values
 */
public record HeadedWindowSupplier(BuiltInWindowSupplier base)
        implements WindowBytesStoreSupplier, HeadersBytesStoreSupplier {
    @Override
    public String name() {
        return base.name();
    }

    @Override
    public WindowStore<Bytes, byte[]> get() {
        return new HeadedWindowBytes(base.name(), base.opening(), base.timing());
    }

    @Override
    public String metricsScope() {
        return base.metricsScope();
    }

    @Override
    public long segmentIntervalMs() {
        return base.segmentIntervalMs();
    }

    @Override
    public long windowSize() {
        return base.windowSize();
    }

    @Override
    public boolean retainDuplicates() {
        return base.retainDuplicates();
    }

    @Override
    public long retentionPeriod() {
        return base.retentionPeriod();
    }
}
