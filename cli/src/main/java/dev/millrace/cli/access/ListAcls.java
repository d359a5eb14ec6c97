package dev.millrace.cli.access;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePatternFilter;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.millrace.cli.session.AdminSession;
import dev.millrace.cli.session.SessionOptions;

/** {@code acls list}. */
@Command(name = "list", description = "Lists ACLs, all or those of resources and principals.", sortOptions = false)
final class ListAcls implements Callable<Integer> {
    @Mixin
    private AclResources resources = new AclResources();

    @Option(names = "--principal", paramLabel = "USER", description = "Only ACLs of this principal; may be repeated.")
    private List<String> principals = new ArrayList<>();

    private final SessionOptions session;

    ListAcls(SessionOptions session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<ResourcePatternFilter> patterns = resources.filters(PatternType.ANY);
        Set<AclBinding> found = new LinkedHashSet<>();
        try (AdminSession admin = session.admin()) {
            for (ResourcePatternFilter pattern : patterns.isEmpty() ? List.of(ResourcePatternFilter.ANY) : patterns) {
                for (AccessControlEntryFilter entry : entries()) {
                    AclBindingFilter filter = new AclBindingFilter(pattern, entry);
                    found.addAll(admin.await(admin.admin().describeAcls(filter).values()));
                }
            }
            session.printer().print(AclTable.of(found));
            return 0;
        }
    }

    private List<AccessControlEntryFilter> entries() {
        return principals.isEmpty()
                ? List.of(AccessControlEntryFilter.ANY)
                : principals.stream()
                        .map(principal ->
                                new AccessControlEntryFilter(principal, null, AclOperation.ANY, AclPermissionType.ANY))
                        .toList();
    }
}
