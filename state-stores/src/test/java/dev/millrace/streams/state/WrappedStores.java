package dev.millrace.streams.state;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.processor.StateStore;

/** What a user may write: layers of his own around window and session stores of ours that know nothing of commits. */
final class WrappedStores {
    private WrappedStores() {}

    static WindowBytesStoreSupplier of(WindowBytesStoreSupplier inner) {
        return new WindowBytesStoreSupplier() {
            @Override
            @SuppressWarnings("unchecked")
            public WindowStore<Bytes, byte[]> get() {
                return wrapped(WindowStore.class, inner.get());
            }

            @Override
            public String name() {
                return inner.name();
            }

            @Override
            public String metricsScope() {
                return "wrapped";
            }

            @Override
            public long segmentIntervalMs() {
                return 60_000;
            }

            @Override
            public long windowSize() {
                return inner.windowSize();
            }

            @Override
            public boolean retainDuplicates() {
                return inner.retainDuplicates();
            }

            @Override
            public long retentionPeriod() {
                return inner.retentionPeriod();
            }
        };
    }

    static SessionBytesStoreSupplier of(SessionBytesStoreSupplier inner) {
        return new SessionBytesStoreSupplier() {
            @Override
            @SuppressWarnings("unchecked")
            public SessionStore<Bytes, byte[]> get() {
                return wrapped(SessionStore.class, inner.get());
            }

            @Override
            public String name() {
                return inner.name();
            }

            @Override
            public String metricsScope() {
                return "wrapped";
            }

            @Override
            public long segmentIntervalMs() {
                return 60_000;
            }

            @Override
            public long retentionPeriod() {
                return inner.retentionPeriod();
            }
        };
    }

    private static <T extends StateStore> T wrapped(Class<T> type, StateStore inner) {
        InvocationHandler layer = (proxy, method, arguments) -> {
            switch (method.getName()) {
                case "commit":
                    inner.flush();
                    return null;
                case "committedOffset":
                    return null;
                case "managesOffsets":
                    return false;
                default:
                    try {
                        return method.invoke(inner, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, layer));
    }
}
