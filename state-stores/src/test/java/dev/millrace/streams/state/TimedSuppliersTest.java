package dev.millrace.streams.state;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

import dev.millrace.streams.DslStoreFormat;
import dev.millrace.streams.kstream.EmitStrategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/** What suppliers of window and session stores say and refuse; the expected values are those of Kafka Streams. */
class TimedSuppliersTest {
    private static final Duration RETENTION = Duration.ofMinutes(10);
    private static final Duration SIZE = Duration.ofSeconds(1);

    private static String text(WindowBytesStoreSupplier supplier) {
        return supplier.name() + " " + supplier.metricsScope() + " " + supplier.segmentIntervalMs() + " "
                + supplier.windowSize() + " " + supplier.retentionPeriod() + " " + supplier.retainDuplicates();
    }

    private static String text(SessionBytesStoreSupplier supplier) {
        return supplier.name() + " " + supplier.metricsScope() + " " + supplier.segmentIntervalMs() + " "
                + supplier.retentionPeriod();
    }

    @Test
    void suppliersTellWhatTheyWereToldAndTheirSegments() {
        assertThat(text(Stores.persistentWindowStore("a", RETENTION, SIZE, false)))
                .isEqualTo("a rocksdb-window 300000 1000 600000 false");
        assertThat(text(Stores.persistentTimestampedWindowStore("a", Duration.ofSeconds(10), SIZE, true)))
                .isEqualTo("a rocksdb-window 60000 1000 10000 true");
        assertThat(text(Stores.inMemoryWindowStore("a", RETENTION, SIZE, false)))
                .isEqualTo("a in-memory-window 1 1000 600000 false");
        assertThat(text(Stores.persistentSessionStore("a", RETENTION))).isEqualTo("a rocksdb-session 300000 600000");
        assertThat(text(Stores.inMemorySessionStore("a", RETENTION))).isEqualTo("a in-memory-session 1 600000");
    }

    @Test
    void periodsThatMakeNoSenseAreRefused() {
        Duration negative = Duration.ofMillis(-1);
        Duration endless = Duration.ofSeconds(Long.MAX_VALUE);
        for (Duration retention : new Duration[] {null, negative, endless, Duration.ofMillis(999)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Stores.persistentWindowStore("a", retention, SIZE, false));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Stores.inMemoryWindowStore("a", retention, SIZE, false));
        }
        for (Duration size : new Duration[] {null, negative, endless}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Stores.persistentTimestampedWindowStore("a", RETENTION, size, false));
        }
        for (Duration retention : new Duration[] {null, negative, endless}) {
            assertThatIllegalArgumentException().isThrownBy(() -> Stores.persistentSessionStore("a", retention));
            assertThatIllegalArgumentException().isThrownBy(() -> Stores.inMemorySessionStore("a", retention));
        }
        assertThatNullPointerException().isThrownBy(() -> Stores.persistentWindowStore(null, RETENTION, SIZE, false));
        assertThatNullPointerException().isThrownBy(() -> Stores.inMemorySessionStore(null, RETENTION));
        assertThatNullPointerException().isThrownBy(() -> Stores.windowStoreBuilder(null, null, null));
        assertThatNullPointerException().isThrownBy(() -> Stores.sessionStoreBuilder(null, null, null));
    }

    @Test
    void storesOfBytesSayWhetherTheirValuesHaveTheirTime() {
        WindowStore<Bytes, byte[]> stamped = Stores.persistentTimestampedWindowStore("a", RETENTION, SIZE, false)
                .get();
        assertThat(stamped).isInstanceOf(TimestampedBytesStore.class);
        assertThat(stamped.persistent()).isTrue();
        assertThat(stamped.isOpen()).isFalse();
        assertThat(Stores.persistentWindowStore("a", RETENTION, SIZE, false).get())
                .isNotInstanceOf(TimestampedBytesStore.class);
        assertThat(Stores.inMemorySessionStore("a", RETENTION).get().persistent())
                .isFalse();
    }

    @Test
    void buildersPassOnTheConfigurationOfTheChangelog() {
        StoreBuilder<WindowStore<String, Long>> builder = Stores.windowStoreBuilder(
                Stores.inMemoryWindowStore("a", RETENTION, SIZE, false), Serdes.String(), Serdes.Long());
        assertThat(builder.name()).isEqualTo("a");
        assertThat(builder.loggingEnabled()).isTrue();
        builder.withLoggingEnabled(Map.of("segment.ms", "7"));
        assertThat(builder.logConfig()).containsExactly(Map.entry("segment.ms", "7"));
        assertThat(builder.withLoggingDisabled().logConfig()).isEmpty();
        assertThat(builder.loggingEnabled()).isFalse();
    }

    @Test
    void dslChoosesStoresByKindAndFormat() {
        for (EmitStrategy strategy : List.of(EmitStrategy.onWindowUpdate(), EmitStrategy.onWindowClose())) {
            for (DslStoreFormat format : List.of(DslStoreFormat.PLAIN, DslStoreFormat.TIMESTAMPED)) {
                DslWindowParams windows = new DslWindowParams("a", RETENTION, SIZE, true, strategy, false, format);
                WindowBytesStoreSupplier onDisk = BuiltInDslStoreSuppliers.ROCKS_DB.windowStore(windows);
                assertThat(text(onDisk)).isEqualTo("a rocksdb-window 300000 1000 600000 true");
                assertThat(onDisk.get() instanceof TimestampedBytesStore)
                        .isEqualTo(format == DslStoreFormat.TIMESTAMPED);
                assertThat(text(BuiltInDslStoreSuppliers.IN_MEMORY.windowStore(windows)))
                        .isEqualTo("a in-memory-window 1 1000 600000 true");
                DslSessionParams sessions = new DslSessionParams("a", RETENTION, strategy, format);
                assertThat(text(BuiltInDslStoreSuppliers.ROCKS_DB.sessionStore(sessions)))
                        .isEqualTo("a rocksdb-session 300000 600000");
                assertThat(text(BuiltInDslStoreSuppliers.IN_MEMORY.sessionStore(sessions)))
                        .isEqualTo("a in-memory-session 1 600000");
            }
        }
    }

    @Test
    @SuppressWarnings("deprecation")
    void paramsAreEqualIfTheyAskForTheSame() {
        EmitStrategy strategy = EmitStrategy.onWindowUpdate();
        DslWindowParams windows = new DslWindowParams("a", RETENTION, SIZE, false, strategy, true, true);
        assertThat(windows)
                .isEqualTo(new DslWindowParams("a", RETENTION, SIZE, false, strategy, true, DslStoreFormat.TIMESTAMPED))
                .isNotEqualTo(new DslWindowParams("a", RETENTION, SIZE, false, strategy, true, false))
                .hasSameHashCodeAs(new DslWindowParams("a", RETENTION, SIZE, false, strategy, true, true));
        assertThat(windows.isTimestamped()).isTrue();
        DslSessionParams sessions = new DslSessionParams("a", RETENTION, strategy);
        assertThat(sessions)
                .isEqualTo(new DslSessionParams("a", RETENTION, strategy, DslStoreFormat.PLAIN))
                .isNotEqualTo(new DslSessionParams("a", RETENTION, EmitStrategy.onWindowClose()));
        assertThatNullPointerException()
                .isThrownBy(() -> new DslWindowParams(null, RETENTION, SIZE, false, strategy, true, true));
        assertThatNullPointerException().isThrownBy(() -> new DslSessionParams(null, RETENTION, strategy));
    }
}
