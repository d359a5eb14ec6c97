package dev.millrace.cli.access;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.millrace.cli.output.WrongUsage;

/**
 * What ACLs say: who, from where, may or may not do what with which resources.
 *
 * <p><em>Confined to the thread of the command; filled by the parser.</em>
 */
final class AclTerms {
    private static final String EVERYWHERE = "*";

    @Mixin
    private AclResources resources = new AclResources();

    @Option(names = "--allow-principal", paramLabel = "USER", description = "Such as User:ann; may be repeated.")
    private List<String> allowed = new ArrayList<>();

    @Option(names = "--deny-principal", paramLabel = "USER", description = "Who may not; may be repeated.")
    private List<String> denied = new ArrayList<>();

    @Option(names = "--allow-host", paramLabel = "IP", description = "From where the allowed may (default: *).")
    private List<String> allowedHosts = new ArrayList<>();

    @Option(names = "--deny-host", paramLabel = "IP", description = "From where the denied may not (default: *).")
    private List<String> deniedHosts = new ArrayList<>();

    @Option(
            names = "--operation",
            paramLabel = "NAME",
            split = ",",
            description = "All, Read, Write, Create, Delete, Alter, Describe, ClusterAction, DescribeConfigs, "
                    + "AlterConfigs, IdempotentWrite, CreateTokens, DescribeTokens, TwoPhaseCommit (default: All).")
    private List<String> operations = new ArrayList<>();

    @Option(names = "--producer", description = "What a producer needs for the topics and transactional ids.")
    private boolean producer;

    @Option(names = "--consumer", description = "What a consumer needs for the topics and groups.")
    private boolean consumer;

    @Option(names = "--idempotent", description = "With --producer: what an idempotent one needs for the cluster.")
    private boolean idempotent;

    /** Returns whether anything narrows the terms down, beside the resources. */
    boolean isNarrow() {
        return !allowed.isEmpty() || !denied.isEmpty() || !operations.isEmpty() || producer || consumer;
    }

    /**
     * Returns the terms, each as a filter that fits it; without anything open unless anyone may be meant.
     *
     * @param anyone whether what is left out means any principal, host and operation
     * @throws WrongUsage if resources, or principals where they are needed, are missing
     */
    List<AclBindingFilter> filters(boolean anyone) {
        List<ResourcePatternFilter> patterns = new ArrayList<>(resources.filters(PatternType.LITERAL));
        if (idempotent) {
            patterns.add(new ResourcePatternFilter(ResourceType.CLUSTER, Resource.CLUSTER_NAME, PatternType.LITERAL));
        }
        if (patterns.isEmpty()) {
            throw new WrongUsage("which resources? give --topic, --group, --cluster or another");
        }
        List<AclBindingFilter> filters = new ArrayList<>();
        for (ResourcePatternFilter pattern : patterns) {
            for (AclOperation operation : operationsOn(pattern.resourceType(), anyone)) {
                entries(operation, anyone).forEach(entry -> filters.add(new AclBindingFilter(pattern, entry)));
            }
        }
        return filters;
    }

    private Set<AclOperation> operationsOn(ResourceType type, boolean anyone) {
        if (producer || consumer) {
            if (!operations.isEmpty()) {
                throw new WrongUsage("--producer and --consumer name the operations, so --operation must not");
            }
            return shorthand(type);
        }
        Set<AclOperation> named = EnumSet.noneOf(AclOperation.class);
        operations.forEach(word -> named.add(operation(word)));
        return !named.isEmpty() ? named : EnumSet.of(anyone ? AclOperation.ANY : AclOperation.ALL);
    }

    private Set<AclOperation> shorthand(ResourceType type) {
        Map<ResourceType, Set<AclOperation>> needed = new EnumMap<>(ResourceType.class);
        if (producer) {
            needed.put(ResourceType.TOPIC, EnumSet.of(AclOperation.WRITE, AclOperation.DESCRIBE, AclOperation.CREATE));
            needed.put(ResourceType.TRANSACTIONAL_ID, EnumSet.of(AclOperation.WRITE, AclOperation.DESCRIBE));
            needed.put(ResourceType.CLUSTER, EnumSet.of(AclOperation.IDEMPOTENT_WRITE));
        }
        if (consumer) {
            needed.computeIfAbsent(ResourceType.TOPIC, topic -> EnumSet.noneOf(AclOperation.class))
                    .addAll(EnumSet.of(AclOperation.READ, AclOperation.DESCRIBE));
            needed.put(ResourceType.GROUP, EnumSet.of(AclOperation.READ));
        }
        if (!needed.containsKey(type)) {
            throw new WrongUsage("--producer and --consumer say nothing about a resource of type " + type);
        }
        return needed.get(type);
    }

    private static AclOperation operation(String word) {
        String name = word.strip().replaceAll("([a-z])([A-Z])", "$1_$2");
        AclOperation operation = AclOperation.fromString(name);
        if (operation == AclOperation.UNKNOWN || operation == AclOperation.ANY) {
            throw new WrongUsage("--operation " + word + " is unknown");
        }
        return operation;
    }

    private List<AccessControlEntryFilter> entries(AclOperation operation, boolean anyone) {
        List<AccessControlEntryFilter> entries = new ArrayList<>();
        String otherwise = anyone ? null : EVERYWHERE;
        add(allowed, hosts(allowedHosts, otherwise), AclPermissionType.ALLOW, operation, entries);
        add(denied, hosts(deniedHosts, otherwise), AclPermissionType.DENY, operation, entries);
        if (entries.isEmpty() && !anyone) {
            throw new WrongUsage("who? give --allow-principal or --deny-principal");
        }
        if (entries.isEmpty()) {
            entries.add(new AccessControlEntryFilter(null, null, operation, AclPermissionType.ANY));
        }
        return entries;
    }

    private static List<@Nullable String> hosts(List<String> named, @Nullable String otherwise) {
        return named.isEmpty() ? Collections.singletonList(otherwise) : List.copyOf(named);
    }

    private static void add(
            List<String> principals,
            List<@Nullable String> hosts,
            AclPermissionType permission,
            AclOperation operation,
            List<AccessControlEntryFilter> to) {
        for (String principal : principals) {
            if (!principal.matches("[^:]+:.+")) {
                throw new WrongUsage("principal " + principal + " is not of the form TYPE:NAME, such as User:ann");
            }
            for (String host : hosts) {
                to.add(new AccessControlEntryFilter(principal, host, operation, permission));
            }
        }
    }
}
