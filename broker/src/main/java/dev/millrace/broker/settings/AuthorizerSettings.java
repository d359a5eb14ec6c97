package dev.millrace.broker.settings;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether clients need leave for what they do, and who does not.
 *
 * <p>Immutable.
 *
 * @param enabled whether ACLs are looked at ({@code authorizer.class.name})
 * @param superUsers principals that may do everything, as {@code type:name} ({@code super.users})
 * @param allowIfNoAcl whether everybody may use a resource that no ACL names ({@code
 *     allow.everyone.if.no.acl.found})
 */
public record AuthorizerSettings(boolean enabled, Set<String> superUsers, boolean allowIfNoAcl) {
    /** Everybody may do everything. */
    public static final AuthorizerSettings OFF = new AuthorizerSettings(false, Set.of(), false);

    private static final String CLASS = "authorizer.class.name";
    private static final String SUPER_USERS = "super.users";
    private static final String NO_ACL = "allow.everyone.if.no.acl.found";
    private static final String STANDARD = "org.apache.kafka.metadata.authorizer.StandardAuthorizer";

    /** Checks that each super user has a type, and that nothing is asked for that needs the authorizer. */
    public AuthorizerSettings {
        superUsers = Set.copyOf(superUsers);
        for (String user : superUsers) {
            if (user.indexOf(':') <= 0) {
                throw new IllegalArgumentException(
                        SUPER_USERS + " must be type:name, with ; between them, such as User:admin: " + user);
            }
        }
        if (!enabled && (!superUsers.isEmpty() || allowIfNoAcl)) {
            throw new IllegalArgumentException(
                    SUPER_USERS + " and " + NO_ACL + " need " + CLASS + "=" + STANDARD + ", which is not set");
        }
    }

    static AuthorizerSettings read(PropertyValues values) {
        String name = values.text(CLASS);
        boolean enabled = name != null && !name.isEmpty();
        if (enabled && !STANDARD.equals(name)) {
            throw new IllegalArgumentException(CLASS + " can only be " + STANDARD + " (or empty) here: " + name);
        }
        String users = values.text(SUPER_USERS);
        Set<String> superUsers = Arrays.stream((users == null ? "" : users).split(";"))
                .map(String::trim)
                .filter(user -> !user.isEmpty())
                .collect(Collectors.toSet());
        return new AuthorizerSettings(enabled, superUsers, values.yesOrNo(NO_ACL, false));
    }

    void write(Map<String, Object> to) {
        if (enabled) {
            to.put(CLASS, STANDARD);
            to.put(SUPER_USERS, String.join(";", new TreeSet<>(superUsers)));
            to.put(NO_ACL, allowIfNoAcl);
        }
    }
}
