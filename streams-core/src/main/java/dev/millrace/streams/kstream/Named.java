package dev.millrace.streams.kstream;

import java.util.Objects;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.errors.TopologyException;

/** The name of a step, in place of a generated one. <i>Immutable.</i> */
public class Named implements NamedOperation<Named> {
    private static final int MAX_LENGTH = 249;
    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]+");

    /** The name; null to have one generated. */
    protected @Nullable String name;

    /** Takes over another's name; for subclasses. */
    protected Named(Named named) {
        this(Objects.requireNonNull(named, "named can't be null").name);
    }

    /** With {@code name}, which is checked unless null. */
    protected Named(@Nullable String name) {
        if (name != null) {
            validate(name);
        }
        this.name = name;
    }

    /**
     * A step called {@code name}.
     *
     * @throws TopologyException if topics could not be called so: letters, digits, dot, underscore and hyphen are
     *     allowed, at most 249 of them
     */
    public static Named as(String name) {
        return new Named(Objects.requireNonNull(name, "name can't be null"));
    }

    @Override
    public Named withName(String name) {
        return new Named(name);
    }

    /**
     * Checks that a topic may carry {@code name}.
     *
     * @throws TopologyException if not
     */
    protected static void validate(String name) {
        if (name.isEmpty()) {
            throw new TopologyException("A name cannot be empty");
        }
        if (name.equals(".") || name.equals("..")) {
            throw new TopologyException("A name cannot be \"" + name + "\"");
        }
        if (name.length() > MAX_LENGTH) {
            throw new TopologyException(
                    "A name has at most " + MAX_LENGTH + " characters, not " + name.length() + ": " + name);
        }
        if (!LEGAL.matcher(name).matches()) {
            throw new TopologyException(
                    "A name consists of ASCII letters, digits, '.', '_' and '-', unlike \"" + name + "\"");
        }
    }
}
