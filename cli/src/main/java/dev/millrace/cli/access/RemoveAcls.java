package dev.millrace.cli.access;

import java.util.List;
import java.util.concurrent.Callable;

import org.apache.kafka.common.acl.AclBindingFilter;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.millrace.cli.output.WrongUsage;
import dev.millrace.cli.session.AdminSession;
import dev.millrace.cli.session.SessionOptions;

/** {@code acls remove}. */
@Command(name = "remove", description = "Removes ACLs, and shows those that were there.", sortOptions = false)
final class RemoveAcls implements Callable<Integer> {
    @Mixin
    private AclTerms terms = new AclTerms();

    @Option(names = "--force", description = "Needed to remove all ACLs of a resource, whomever they are about.")
    private boolean force;

    private final SessionOptions session;

    RemoveAcls(SessionOptions session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<AclBindingFilter> filters = terms.filters(true);
        if (!terms.isNarrow() && !force) {
            throw new WrongUsage("this removes all ACLs of the resources; give principals or operations, or --force");
        }
        try (AdminSession admin = session.admin()) {
            var removed = admin.await(admin.admin().deleteAcls(filters).all());
            if (removed.isEmpty()) {
                session.terminal().err().println("There was no such ACL.");
            }
            session.printer().print(AclTable.of(removed));
            return 0;
        }
    }
}
