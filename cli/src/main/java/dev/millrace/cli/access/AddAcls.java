package dev.millrace.cli.access;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import dev.millrace.cli.output.CommandFailed;
import dev.millrace.cli.output.WrongUsage;
import dev.millrace.cli.session.AdminSession;
import dev.millrace.cli.session.SessionOptions;

/** {@code acls add}. */
@Command(name = "add", description = "Adds ACLs, and shows them.", sortOptions = false)
final class AddAcls implements Callable<Integer> {
    @Mixin
    private AclTerms terms = new AclTerms();

    private final SessionOptions session;

    AddAcls(SessionOptions session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<AclBinding> acls =
                terms.filters(false).stream().map(AddAcls::complete).distinct().toList();
        try (AdminSession admin = session.admin()) {
            Map<AclBinding, String> failures =
                    admin.failures(admin.admin().createAcls(acls).values());
            session.printer()
                    .print(AclTable.of(acls.stream()
                            .filter(acl -> !failures.containsKey(acl))
                            .toList()));
            if (!failures.isEmpty()) {
                throw new CommandFailed(failures.size() + " of " + acls.size() + " ACLs were not added: "
                        + failures.values().iterator().next());
            }
            return 0;
        }
    }

    private static AclBinding complete(AclBindingFilter filter) {
        PatternType type = filter.patternFilter().patternType();
        if (type != PatternType.LITERAL && type != PatternType.PREFIXED) {
            throw new WrongUsage("an ACL is added for a literal or prefixed name, not for " + type);
        }
        return new AclBinding(
                new ResourcePattern(
                        filter.patternFilter().resourceType(),
                        filter.patternFilter().name(),
                        type),
                new AccessControlEntry(
                        filter.entryFilter().principal(),
                        filter.entryFilter().host(),
                        filter.entryFilter().operation(),
                        filter.entryFilter().permissionType()));
    }
}
