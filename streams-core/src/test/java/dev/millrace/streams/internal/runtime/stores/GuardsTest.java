package dev.millrace.streams.internal.runtime.stores;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.query.QueryResult;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.SessionStore;
import dev.millrace.streams.state.TimestampedKeyValueStore;
import dev.millrace.streams.state.TimestampedKeyValueStoreWithHeaders;
import dev.millrace.streams.state.TimestampedWindowStore;
import dev.millrace.streams.state.VersionedKeyValueStore;
import dev.millrace.streams.state.WindowStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every kind of store that a processor can be given. */
class GuardsTest {
    private static final Set<String> REFUSED = Set.of("init", "commit", "close");
    private static final Set<String> CHANGES = Set.of("put", "putAll", "putIfAbsent", "delete", "remove", "flush");
    private static final Map<Class<?>, Object> ANY = Map.of(
            long.class,
            7L,
            int.class,
            7,
            boolean.class,
            true,
            void.class,
            0,
            QueryResult.class,
            QueryResult.forResult("answer"));

    private final List<String> called = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            classes = {
                KeyValueStore.class,
                TimestampedKeyValueStore.class,
                TimestampedKeyValueStoreWithHeaders.class,
                VersionedKeyValueStore.class,
                WindowStore.class,
                TimestampedWindowStore.class,
                SessionStore.class
            })
    void guardHasTheInterfaceOfTheStoreAndPassesOnAllButItsLife(Class<? extends StateStore> kind) throws Exception {
        StateStore guard = guarded(kind, false);

        assertThat(guard).isInstanceOf(kind);
        for (Method method : kind.getMethods()) {
            if (REFUSED.contains(method.getName())) {
                assertThatThrownBy(() -> call(guard, method)).hasCauseInstanceOf(UnsupportedOperationException.class);
            } else if (!takesInstants(method) && !Modifier.isStatic(method.getModifiers())) {
                called.clear();
                call(guard, method);
                assertThat(called).as(method.toString()).containsExactly(signature(method));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                KeyValueStore.class,
                TimestampedKeyValueStore.class,
                TimestampedKeyValueStoreWithHeaders.class,
                VersionedKeyValueStore.class,
                WindowStore.class,
                TimestampedWindowStore.class,
                SessionStore.class
            })
    void readOnlyGuardRefusesWhatChangesTheStore(Class<? extends StateStore> kind) throws Exception {
        StateStore guard = guarded(kind, true);

        for (Method method : kind.getMethods()) {
            if (CHANGES.contains(method.getName())) {
                assertThatThrownBy(() -> call(guard, method)).hasCauseInstanceOf(UnsupportedOperationException.class);
                assertThat(called).as(method.toString()).doesNotContain(signature(method));
            }
        }
    }

    private StateStore guarded(Class<? extends StateStore> kind, boolean readOnly) {
        return Guards.guarded(store(kind), new Access(new OpenIterators("store", report -> {}), readOnly));
    }

    /** Those are turned into milliseconds by the interface itself. */
    private static boolean takesInstants(Method method) {
        return Arrays.asList(method.getParameterTypes()).contains(Instant.class);
    }

    private static Object call(Object target, Method method) throws ReflectiveOperationException {
        Object[] arguments =
                Arrays.stream(method.getParameterTypes()).map(ANY::get).toArray();
        return method.invoke(target, arguments);
    }

    private static String signature(Method method) {
        return method.getName() + Arrays.toString(method.getParameterTypes());
    }

    private StateStore store(Class<? extends StateStore> kind) {
        return kind.cast(
                Proxy.newProxyInstance(kind.getClassLoader(), new Class<?>[] {kind}, (proxy, method, arguments) -> {
                    called.add(signature(method));
                    return ANY.get(method.getReturnType());
                }));
    }
}
