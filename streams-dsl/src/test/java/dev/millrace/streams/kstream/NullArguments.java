package dev.millrace.streams.kstream;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of the DSL answer to arguments that are null, one at a time, in the library whose packages begin with
 * {@code prefix}.
 */
final class NullArguments {
    private static final List<String> ASKED = List.of(
            "StreamsBuilder",
            "kstream.KStream",
            "kstream.KTable",
            "kstream.KGroupedStream",
            "kstream.KGroupedTable",
            "kstream.CogroupedKStream",
            "kstream.TimeWindowedKStream",
            "kstream.SessionWindowedKStream",
            "kstream.TimeWindowedCogroupedKStream",
            "kstream.SessionWindowedCogroupedKStream",
            "kstream.BranchedKStream");

    private final String prefix;
    private Object builder = new Object();

    NullArguments(String prefix) {
        this.prefix = prefix;
    }

    /** The answer to each call with each of its arguments null, by a line that tells the call. */
    Map<String, String> answers() throws ReflectiveOperationException {
        Map<String, String> answers = new TreeMap<>();
        for (String name : ASKED) {
            for (Method method : type(name).getMethods()) {
                if (method.getDeclaringClass() != Object.class && !Modifier.isStatic(method.getModifiers())) {
                    addAnswers(method, name, answers);
                }
            }
        }
        return answers;
    }

    private void addAnswers(Method method, String name, Map<String, String> answers)
            throws ReflectiveOperationException {
        String call = name + " " + method.getName() + " "
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .toList();
        for (int i = 0; i < method.getParameterCount(); i++) {
            answers.put(call + " " + i + " is null", answer(method, name, i, null));
            if (method.getParameterTypes()[i] == String[].class) {
                answers.put(call + " " + i + " has null", answer(method, name, i, new String[1]));
            }
        }
    }

    private String answer(Method method, String name, int index, @Nullable Object argument)
            throws ReflectiveOperationException {
        builder = type("StreamsBuilder").getConstructor().newInstance();
        Object receiver = value(type(name), "in");
        Object[] arguments = new Object[method.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = i == index ? argument : value(method.getParameterTypes()[i], "other");
        }
        try {
            method.setAccessible(true);
            method.invoke(receiver, arguments);
            return "accepted";
        } catch (InvocationTargetException e) {
            return e.getCause().getClass().getSimpleName() + ": " + e.getCause().getMessage();
        }
    }

    private Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(prefix + name);
    }

    /** Something of a type, made of {@code topic} if it is made of one. */
    private Object value(Class<?> type, String topic) throws ReflectiveOperationException {
        switch (type.getSimpleName()) {
            case "StreamsBuilder":
                return builder;
            case "KStream":
                return call(builder, "stream", topic);
            case "KTable":
                return call(builder, "table", topic + "-table");
            case "GlobalKTable":
                return call(builder, "globalTable", topic + "-global");
            case "KGroupedStream":
                return call(value(type("kstream.KStream"), topic), "groupByKey");
            case "KGroupedTable":
                return call(value(type("kstream.KTable"), topic), "groupBy", given("kstream.KeyValueMapper"));
            case "CogroupedKStream":
                return call(grouped(topic), "cogroup", given("kstream.Aggregator"));
            case "TimeWindowedKStream":
                return call(grouped(topic), "windowedBy", given("kstream.TimeWindows"));
            case "SessionWindowedKStream":
                return call(grouped(topic), "windowedBy", given("kstream.SessionWindows"));
            case "TimeWindowedCogroupedKStream":
                return call(cogrouped(topic), "windowedBy", given("kstream.TimeWindows"));
            case "SessionWindowedCogroupedKStream":
                return call(cogrouped(topic), "windowedBy", given("kstream.SessionWindows"));
            case "BranchedKStream":
                return call(value(type("kstream.KStream"), topic), "split");
            default:
                return option(type, topic);
        }
    }

    private Object grouped(String topic) throws ReflectiveOperationException {
        return value(type("kstream.KGroupedStream"), topic);
    }

    private Object cogrouped(String topic) throws ReflectiveOperationException {
        return value(type("kstream.CogroupedKStream"), topic);
    }

    private Object given(String name) throws ReflectiveOperationException {
        return value(type(name), "given");
    }

    private Object option(Class<?> type, String text) throws ReflectiveOperationException {
        switch (type.getSimpleName()) {
            case "String":
                return text;
            case "String[]":
                return new String[0];
            case "Collection":
                return List.of(text);
            case "Pattern":
                return Pattern.compile(text);
            case "Properties":
                return new Properties();
            case "Named", "Materialized", "Grouped", "Joined", "StreamJoined", "TableJoined", "Produced", "Consumed":
                return staticCall(type, "as", text);
            case "Repartitioned", "Branched":
                return staticCall(type, "as", text);
            case "Printed":
                return staticCall(type, "toSysOut");
            case "EmitStrategy":
                return staticCall(type, "onWindowUpdate");
            case "Windows", "TimeWindows":
                return staticCall(type("kstream.TimeWindows"), "ofSizeWithNoGrace", Duration.ofMillis(5));
            case "SlidingWindows", "JoinWindows":
                return staticCall(type, "ofTimeDifferenceWithNoGrace", Duration.ofMillis(5));
            case "SessionWindows":
                return staticCall(type, "ofInactivityGapWithNoGrace", Duration.ofMillis(5));
            case "Suppressed":
                Object bounds = staticCall(type("kstream.Suppressed$BufferConfig"), "unbounded");
                return staticCall(type, "untilTimeLimit", Duration.ofMillis(5), bounds);
            case "StoreBuilder":
                Object supplier = staticCall(type("state.Stores"), "inMemoryKeyValueStore", text);
                Serde<String> serde = Serdes.String();
                return staticCall(type("state.Stores"), "keyValueStoreBuilder", supplier, serde, serde);
            default:
                return stub(type);
        }
    }

    /** Stands in for a function of the program; makes further ones if asked for something that has a type. */
    private static Object stub(Class<?> type) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
            switch (method.getName()) {
                case "equals":
                    return self == arguments[0];
                case "hashCode":
                    return System.identityHashCode(self);
                case "toString":
                    return type.getSimpleName();
                case "stores":
                    return null;
                default:
                    return method.getReturnType().isInterface() ? stub(method.getReturnType()) : null;
            }
        });
    }

    private static Object staticCall(Class<?> type, String name, Object... arguments)
            throws ReflectiveOperationException {
        return invoke(type, null, name, arguments);
    }

    private static Object call(Object receiver, String name, Object... arguments) throws ReflectiveOperationException {
        return invoke(receiver.getClass(), receiver, name, arguments);
    }

    private static Object invoke(Class<?> type, @Nullable Object receiver, String name, Object... arguments)
            throws ReflectiveOperationException {
        for (Method method : type.getMethods()) {
            if (method.getName().equals(name) && takes(method, arguments)) {
                method.setAccessible(true);
                return method.invoke(receiver, arguments);
            }
        }
        throw new NoSuchMethodException(type + "." + name);
    }

    private static boolean takes(Method method, Object... arguments) {
        Class<?>[] types = method.getParameterTypes();
        if (types.length != arguments.length) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            if (!types[i].isInstance(arguments[i])) {
                return false;
            }
        }
        return true;
    }
}
