package dev.millrace.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import com.tngtech.archunit.core.domain.JavaClass;

/**
 * Every class lives in a listed room, and a room imports only what its line in {@code rooms.txt} names. Uses of the
 * public API and of libraries are free; rooms of other modules have to be named in full.
 *
 * <p><em>Immutable.</em>
 */
public final class RoomRules implements ModuleRule {

    private static final String OURS = "dev.millrace.";
    private static final String STREAMS = "dev.millrace.streams";
    private static final String STREAMS_ROOMS = STREAMS + ".internal";

    @Override
    public List<String> violations(CheckedModule module) {
        List<String> violations = new ArrayList<>(unlistedRooms(module));
        violations.addAll(module.usesWhere(use -> isForbidden(use, module), use -> describe(use, module.layering())));
        return violations;
    }

    private static Set<String> unlistedRooms(CheckedModule module) {
        Set<String> found = new TreeSet<>();
        for (JavaClass type : module.classes()) {
            String packageName = type.getPackageName();
            if (!isListed(packageName, module.layering()) && !module.isApi(packageName)) {
                found.add("package " + packageName + " is not a room listed in rooms.txt under "
                        + module.layering().root());
            }
        }
        return found;
    }

    private static boolean isListed(String packageName, LayeringFile layering) {
        return layering.isUnderRoot(packageName) && layering.rooms().containsKey(layering.roomOf(packageName));
    }

    private static boolean isForbidden(ClassUse use, CheckedModule module) {
        LayeringFile layering = module.layering();
        if (!isListed(use.originPackage(), layering) || use.originPackage().equals(use.targetPackage())) {
            return false;
        }
        if (!use.targetPackage().startsWith(OURS) || isOpen(use.targetPackage()) || module.isApi(use.targetPackage())) {
            return false;
        }
        Set<String> allowed = allowedFrom(use.originPackage(), layering);
        return !allowed.contains(layering.roomOf(use.targetPackage())) && !allowed.contains(use.target());
    }

    /** The public API of the streams modules is open to every module. */
    private static boolean isOpen(String packageName) {
        return isAtOrUnder(packageName, STREAMS) && !isAtOrUnder(packageName, STREAMS_ROOMS);
    }

    private static boolean isAtOrUnder(String packageName, String parent) {
        return (packageName + ".").startsWith(parent + ".");
    }

    private static Set<String> allowedFrom(String packageName, LayeringFile layering) {
        return layering.rooms().getOrDefault(layering.roomOf(packageName), Set.of());
    }

    private static String describe(ClassUse use, LayeringFile layering) {
        return use.origin() + " imports " + use.target() + ": rooms.txt allows room "
                + layering.roomOf(use.originPackage()) + " only " + allowedFrom(use.originPackage(), layering);
    }
}
