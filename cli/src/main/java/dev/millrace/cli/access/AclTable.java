package dev.millrace.cli.access;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

import org.apache.kafka.common.acl.AclBinding;

import dev.millrace.cli.output.Table;

/** ACLs as rows of a table, sorted. Without state. */
final class AclTable {
    private static final Comparator<AclBinding> ORDER = Comparator.comparing(
                    (AclBinding acl) -> acl.pattern().resourceType())
            .thenComparing(acl -> acl.pattern().name())
            .thenComparing(acl -> acl.pattern().patternType())
            .thenComparing(acl -> acl.entry().principal())
            .thenComparing(acl -> acl.entry().operation());

    private AclTable() {}

    static Table of(Collection<AclBinding> acls) {
        Table table = new Table("resource", "name", "pattern", "principal", "host", "operation", "permission");
        acls.stream()
                .sorted(ORDER)
                .forEach(acl -> table.add(
                        word(acl.pattern().resourceType()),
                        acl.pattern().name(),
                        word(acl.pattern().patternType()),
                        acl.entry().principal(),
                        acl.entry().host(),
                        word(acl.entry().operation()),
                        word(acl.entry().permissionType())));
        return table;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
