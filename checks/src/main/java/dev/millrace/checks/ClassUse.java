package dev.millrace.checks;

import com.tngtech.archunit.core.domain.JavaClass;

/**
 * One top-level class mentions another.
 *
 * <p><em>Immutable.</em>
 *
 * @param origin full name of the top-level class that mentions
 * @param originPackage package of {@code origin}
 * @param target full name of the top-level class mentioned
 * @param targetPackage package of {@code target}
 */
record ClassUse(String origin, String originPackage, String target, String targetPackage) {

    static ClassUse of(JavaClass origin, JavaClass target) {
        return new ClassUse(
                topLevelName(origin), origin.getPackageName(), topLevelName(target), target.getPackageName());
    }

    /** Returns the full name of the top-level class that holds {@code type}, looking through arrays. */
    static String topLevelName(JavaClass type) {
        String name = type.getBaseComponentType().getName();
        int simpleStart = name.lastIndexOf('.') + 1;
        int nested = name.indexOf('$', simpleStart + 1);
        return nested < 0 ? name : name.substring(0, nested);
    }
}
