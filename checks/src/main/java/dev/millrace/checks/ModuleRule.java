package dev.millrace.checks;

import java.util.List;

/** Something a module must not do. */
public interface ModuleRule {

    /**
     * Looks through a module.
     *
     * @param module the module to look through
     * @return one sentence for each violation, saying who does what and what is allowed; empty if there is none
     */
    List<String> violations(CheckedModule module);

    /**
     * Fails unless the module keeps the rule.
     *
     * @param module the module to look through
     * @throws AssertionError if there are violations; the message holds all of them, one a line
     */
    default void check(CheckedModule module) {
        List<String> violations = violations(module);
        if (!violations.isEmpty()) {
            throw new AssertionError(violations.size() + " violation(s) of "
                    + getClass().getSimpleName() + ":\n  " + String.join("\n  ", violations));
        }
    }
}
