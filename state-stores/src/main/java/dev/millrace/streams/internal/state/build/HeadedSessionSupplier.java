package dev.millrace.streams.internal.state.build;

import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.internal.state.typed.HeadedSessionBytes;
import dev.millrace.streams.state.HeadersBytesStoreSupplier;
import dev.millrace.streams.state.SessionBytesStoreSupplier;
import dev.millrace.streams.state.SessionStore;

/**
 * Our own session store for aggregates with headers. <i>Immutable.</i>
 *
 * @param base what {@link HeadedWindowSupplier} has, for sessions
 */
public record HeadedSessionSupplier(BuiltInSessionSupplier base)
        implements SessionBytesStoreSupplier, HeadersBytesStoreSupplier {
    @Override
    public String name() {
        return base.name();
    }

    @Override
    public SessionStore<Bytes, byte[]> get() {
        return new HeadedSessionBytes(base.name(), base.opening(), base.timing());
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
    public long retentionPeriod() {
        return base.retentionPeriod();
    }
}
