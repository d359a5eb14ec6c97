package dev.millrace.broker.security;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * A set of ACLs, laid out so that those of a resource are found without looking at the others: by name, by each length
 * of prefix that occurs, and the wildcard.
 *
 * <p>Immutable.
 */
final class AclRules {
    private static final String ANYBODY = "User:*";
    private static final String ANYWHERE = "*";

    private final Set<AclBinding> bindings;
    private final Map<ResourceType, OfType> byType = new EnumMap<>(ResourceType.class);

    AclRules(Collection<AclBinding> bindings) {
        this.bindings = Set.copyOf(bindings);
        for (AclBinding binding : this.bindings) {
            byType.computeIfAbsent(binding.pattern().resourceType(), type -> new OfType())
                    .add(binding);
        }
    }

    Set<AclBinding> bindings() {
        return bindings;
    }

    /** Returns what the ACLs of one resource say; a denial outweighs every leave. */
    AclVerdict verdict(Asker asker, AclOperation operation, ResourceType type, String name) {
        OfType rules = byType.get(type);
        return rules == null ? AclVerdict.NO_ACL : rules.verdict(asker, operation, name);
    }

    /** Returns whether there is a name for which leave is given and not taken away again. */
    boolean allowsSomewhere(Asker asker, AclOperation operation, ResourceType type) {
        List<ResourcePattern> denied = patterns(asker, operation, type, AclPermissionType.DENY);
        return patterns(asker, operation, type, AclPermissionType.ALLOW).stream()
                .anyMatch(allowed -> denied.stream().noneMatch(denial -> covers(denial, allowed)));
    }

    private List<ResourcePattern> patterns(
            Asker asker, AclOperation operation, ResourceType type, AclPermissionType permission) {
        return bindings.stream()
                .filter(binding -> binding.pattern().resourceType() == type
                        && binding.entry().permissionType() == permission
                        && concerns(binding.entry(), asker)
                        && reaches(binding.entry(), operation))
                .map(AclBinding::pattern)
                .toList();
    }

    private static boolean covers(ResourcePattern wide, ResourcePattern narrow) {
        if (wide.patternType() == PatternType.PREFIXED) {
            return !isWildcard(narrow) && narrow.name().startsWith(wide.name());
        }
        return isWildcard(wide) || wide.equals(narrow);
    }

    private static boolean isWildcard(ResourcePattern pattern) {
        return pattern.patternType() == PatternType.LITERAL && pattern.name().equals(ResourcePattern.WILDCARD_RESOURCE);
    }

    private static boolean concerns(AccessControlEntry entry, Asker asker) {
        return (entry.principal().equals(asker.principal()) || entry.principal().equals(ANYBODY))
                && (entry.host().equals(asker.host()) || entry.host().equals(ANYWHERE));
    }

    /** Returns whether an entry is about an operation; leave to change a thing is leave to look at it. */
    private static boolean reaches(AccessControlEntry entry, AclOperation wanted) {
        AclOperation given = entry.operation();
        if (given == wanted || given == AclOperation.ALL) {
            return true;
        }
        if (entry.permissionType() != AclPermissionType.ALLOW) {
            return false;
        }
        return switch (wanted) {
            case DESCRIBE ->
                given == AclOperation.READ
                        || given == AclOperation.WRITE
                        || given == AclOperation.DELETE
                        || given == AclOperation.ALTER;
            case DESCRIBE_CONFIGS -> given == AclOperation.ALTER_CONFIGS;
            default -> false;
        };
    }

    /**
     * Who wants something.
     *
     * <p>Immutable.
     *
     * @param principal as {@code type:name}
     * @param host the address as text
     */
    record Asker(String principal, String host) {}

    private static final class OfType {
        private final Map<String, List<AccessControlEntry>> literal = new HashMap<>();
        private final Map<String, List<AccessControlEntry>> prefixed = new HashMap<>();
        private final TreeSet<Integer> lengths = new TreeSet<>();

        void add(AclBinding binding) {
            String name = binding.pattern().name();
            boolean prefix = binding.pattern().patternType() == PatternType.PREFIXED;
            (prefix ? prefixed : literal)
                    .computeIfAbsent(name, key -> new ArrayList<>())
                    .add(binding.entry());
            if (prefix) {
                lengths.add(name.length());
            }
        }

        AclVerdict verdict(Asker asker, AclOperation operation, String name) {
            AclVerdict verdict = verdict(literal.get(name), asker, operation);
            if (!name.equals(ResourcePattern.WILDCARD_RESOURCE)) {
                verdict = verdict.and(verdict(literal.get(ResourcePattern.WILDCARD_RESOURCE), asker, operation));
            }
            for (int length : lengths) {
                if (length > name.length()) {
                    break;
                }
                verdict = verdict.and(verdict(prefixed.get(name.substring(0, length)), asker, operation));
            }
            return verdict;
        }

        private static AclVerdict verdict(
                @Nullable List<AccessControlEntry> entries, Asker asker, AclOperation operation) {
            if (entries == null) {
                return AclVerdict.NO_ACL;
            }
            AclVerdict verdict = AclVerdict.NOT_NAMED;
            for (AccessControlEntry entry : entries) {
                if (concerns(entry, asker) && reaches(entry, operation)) {
                    boolean allows = entry.permissionType() == AclPermissionType.ALLOW;
                    verdict = verdict.and(allows ? AclVerdict.ALLOWED : AclVerdict.DENIED);
                }
            }
            return verdict;
        }
    }
}
