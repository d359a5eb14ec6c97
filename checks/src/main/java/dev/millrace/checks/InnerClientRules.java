package dev.millrace.checks;

import java.util.List;

/**
 * Inner packages of kafka-clients, which change from release to release, are used only in rooms that wrap them: those
 * that {@code rooms.txt} names in its section {@code [inner clients]}. So an upgrade touches few rooms.
 * The headers of a record are free: their one implementation is inner by name, but users make it too.
 *
 * <p><em>Immutable.</em>
 */
public final class InnerClientRules implements ModuleRule {

    private static final String COMMON = "org.apache.kafka.common.";
    private static final String HEADERS = COMMON + "header.internals";
    private static final List<String> INNER = List.of("message", "requests", "network", "protocol.types");
    private static final List<String> INNER_SECURITY = List.of("authenticator", "kerberos", "ssl");

    @Override
    public List<String> violations(CheckedModule module) {
        LayeringFile layering = module.layering();
        return module.usesWhere(
                use -> isInner(use.targetPackage())
                        && !layering.innerClients().containsKey(layering.roomOf(use.originPackage())),
                use -> use.origin() + " uses " + use.target() + ", an inner class of kafka-clients: only the rooms "
                        + layering.innerClients().keySet() + " may");
    }

    private static boolean isInner(String packageName) {
        if (!packageName.startsWith("org.apache.kafka.") || packageName.equals(HEADERS)) {
            return false;
        }
        return packageName.contains(".internal")
                || isUnder(packageName, COMMON, INNER)
                || isUnder(packageName, COMMON + "security.", INNER_SECURITY);
    }

    private static boolean isUnder(String packageName, String parent, List<String> children) {
        return children.stream().anyMatch(child -> (packageName + ".").startsWith(parent + child + "."));
    }
}
