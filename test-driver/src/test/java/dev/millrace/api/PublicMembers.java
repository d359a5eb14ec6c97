package dev.millrace.api;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/** The public and protected members of classes, one line each, with types as written in the source. */
final class PublicMembers {
    private static final int SHOWN = Modifier.STATIC | Modifier.ABSTRACT | Modifier.FINAL;

    private static final Constructor<?>[] NONE = {};

    private PublicMembers() {}

    /** Names of the classes in the jar that {@code sample} comes from. */
    static List<String> classesBeside(Class<?> sample) throws IOException {
        Path jar = Path.of(
                sample.getProtectionDomain().getCodeSource().getLocation().getPath());
        try (JarFile classes = new JarFile(jar.toFile())) {
            return classes.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .toList();
        }
    }

    /** Whether users can name it: public, and so is all that it is in. */
    static boolean visible(Class<?> type) {
        for (Class<?> outer = type; outer != null; outer = outer.getEnclosingClass()) {
            if (!shown(outer.getModifiers()) || outer.isAnonymousClass() || outer.isLocalClass()) {
                return false;
            }
        }
        return true;
    }

    /** The class itself and its own members, in order. */
    static Set<String> of(Class<?> type) {
        Set<String> lines = new TreeSet<>();
        lines.add("class " + type.getName());
        addSupertypes(type, type, lines);
        addMembers(type, type, lines);
        return lines;
    }

    /** The same with what it inherits. */
    static Set<String> withInherited(Class<?> type) {
        Set<String> lines = of(type);
        addInherited(type, type, lines);
        return lines;
    }

    private static void addInherited(Class<?> type, Class<?> above, Set<String> lines) {
        if (above == null) {
            return;
        }
        addMembers(type, above, lines);
        addInherited(type, above.getSuperclass(), lines);
        for (Class<?> contract : above.getInterfaces()) {
            addInherited(type, contract, lines);
        }
    }

    private static void addMembers(Class<?> type, Class<?> declaring, Set<String> lines) {
        for (Field field : declaring.getDeclaredFields()) {
            if (shown(field.getModifiers()) && !field.isSynthetic()) {
                lines.add(
                        line(type, field.getModifiers() & ~Modifier.FINAL, field.getName(), field.getGenericType(), "")
                                + constant(field));
            }
        }
        for (Method method : declaring.getDeclaredMethods()) {
            if (shown(method.getModifiers()) && !method.isSynthetic()) {
                lines.add(line(
                        type,
                        method.getModifiers() & SHOWN & ~Modifier.FINAL,
                        method.getName(),
                        method.getGenericReturnType(),
                        list(method.getGenericParameterTypes())));
            }
        }
        for (Constructor<?> constructor : type == declaring ? type.getDeclaredConstructors() : NONE) {
            if (shown(constructor.getModifiers()) && !constructor.isSynthetic()) {
                lines.add(line(type, 0, "new", type, list(constructor.getGenericParameterTypes())));
            }
        }
    }

    private static boolean shown(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    /** All it extends and implements that users can name, at any distance. */
    private static void addSupertypes(Class<?> type, Class<?> above, Set<String> lines) {
        if (above == null || above == Object.class) {
            return;
        }
        if (above != type && visible(above)) {
            lines.add(type.getName() + " is a " + above.getName());
        }
        addSupertypes(type, above.getSuperclass(), lines);
        for (Class<?> contract : above.getInterfaces()) {
            addSupertypes(type, contract, lines);
        }
    }

    private static String line(Class<?> type, int modifiers, String name, Type result, String parameters) {
        String kinds = Modifier.toString(modifiers & (Modifier.STATIC | Modifier.ABSTRACT));
        return type.getName() + "#" + name + parameters + " : " + (kinds.isEmpty() ? "" : kinds + " ")
                + result.getTypeName();
    }

    private static String list(Type[] types) {
        return Arrays.stream(types).map(Type::getTypeName).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String constant(Field field) {
        if (!Modifier.isStatic(field.getModifiers()) || field.getType() != String.class) {
            return "";
        }
        try {
            field.setAccessible(true);
            return " = " + field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
