package dev.millrace.cli.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;

import picocli.CommandLine.Option;

import dev.millrace.cli.output.WrongUsage;

/**
 * The resources that ACLs are about.
 *
 * <p><em>Confined to the thread of the command; filled by the parser.</em>
 */
final class AclResources {
    @Option(names = "--topic", paramLabel = "NAME", description = "A topic, or * for all; may be repeated.")
    private List<String> topics = new ArrayList<>();

    @Option(names = "--group", paramLabel = "ID", description = "A group, or * for all; may be repeated.")
    private List<String> groups = new ArrayList<>();

    @Option(names = "--transactional-id", paramLabel = "ID", description = "A transactional id, or *; may be repeated.")
    private List<String> transactionalIds = new ArrayList<>();

    @Option(names = "--delegation-token", paramLabel = "ID", description = "A delegation token; may be repeated.")
    private List<String> tokens = new ArrayList<>();

    @Option(names = "--user-principal", paramLabel = "NAME", description = "A user, for tokens; may be repeated.")
    private List<String> users = new ArrayList<>();

    @Option(names = "--cluster", description = "The cluster.")
    private boolean cluster;

    @Option(
            names = "--resource-pattern-type",
            paramLabel = "TYPE",
            description = "literal or prefixed; to list and remove also match and any (default: literal, to list any).")
    private String patternType = "";

    /** Returns the resources, each with its kind of name. */
    List<ResourcePatternFilter> filters(PatternType otherwise) {
        PatternType type = patternType(otherwise);
        List<ResourcePatternFilter> filters = new ArrayList<>();
        for (Resource resource : resources()) {
            boolean literal = resource.resourceType() == ResourceType.CLUSTER && type == PatternType.PREFIXED;
            filters.add(new ResourcePatternFilter(
                    resource.resourceType(), resource.name(), literal ? PatternType.LITERAL : type));
        }
        return filters;
    }

    private PatternType patternType(PatternType otherwise) {
        if (patternType.isEmpty()) {
            return otherwise;
        }
        PatternType type = PatternType.fromString(patternType.toUpperCase(Locale.ROOT));
        if (type == PatternType.UNKNOWN) {
            throw new WrongUsage(
                    "--resource-pattern-type " + patternType + " is none of literal, prefixed, match and any");
        }
        return type;
    }

    private List<Resource> resources() {
        List<Resource> resources = new ArrayList<>();
        add(ResourceType.TOPIC, topics, resources);
        add(ResourceType.GROUP, groups, resources);
        add(ResourceType.TRANSACTIONAL_ID, transactionalIds, resources);
        add(ResourceType.DELEGATION_TOKEN, tokens, resources);
        add(ResourceType.USER, users, resources);
        if (cluster) {
            resources.add(new Resource(ResourceType.CLUSTER, Resource.CLUSTER_NAME));
        }
        return resources;
    }

    private static void add(ResourceType type, List<String> names, List<Resource> to) {
        names.forEach(name -> to.add(new Resource(type, name)));
    }
}
