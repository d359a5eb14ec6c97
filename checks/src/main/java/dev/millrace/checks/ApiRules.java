package dev.millrace.checks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Public API classes are contracts or façades: a contract imports no room, a façade opens the door to rooms, and no
 * room imports a façade unless its line in {@code rooms.txt} names that façade in full.
 *
 * <p>The rule is by class because the mirrored API packages refer to each other by nature. The façades are listed in
 * the resource {@code facades.txt} beside this class.
 *
 * <p><em>Immutable.</em>
 */
public final class ApiRules implements ModuleRule {

    private final Set<String> facades;

    /** Makes the rule with the façades of Millrace. */
    public ApiRules() {
        this(readFacades());
    }

    ApiRules(Set<String> facades) {
        this.facades = Set.copyOf(facades);
    }

    @Override
    public List<String> violations(CheckedModule module) {
        List<String> violations = new ArrayList<>();
        violations.addAll(module.usesWhere(
                use -> isContractUsingRoom(use, module),
                use -> use.origin() + " is an API contract and imports room class " + use.target()
                        + ": hold what it needs in itself, or make the step in a façade"));
        violations.addAll(module.usesWhere(
                use -> isRoomUsingFacade(use, module),
                use -> use.origin() + " imports the façade " + use.target()
                        + ": rooms do not know the façades that open onto them"));
        return violations;
    }

    private boolean isContractUsingRoom(ClassUse use, CheckedModule module) {
        return module.isApi(use.originPackage())
                && !facades.contains(use.origin())
                && module.isInternal(use.targetPackage());
    }

    private boolean isRoomUsingFacade(ClassUse use, CheckedModule module) {
        LayeringFile layering = module.layering();
        return module.isInternal(use.originPackage())
                && facades.contains(use.target())
                && !layering.rooms()
                        .getOrDefault(layering.roomOf(use.originPackage()), Set.of())
                        .contains(use.target());
    }

    private static Set<String> readFacades() {
        try (InputStream in = Objects.requireNonNull(ApiRules.class.getResourceAsStream("facades.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the list of façades", e);
        }
    }
}
