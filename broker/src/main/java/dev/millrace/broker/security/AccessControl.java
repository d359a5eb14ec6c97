package dev.millrace.broker.security;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.broker.io.Disk;
import dev.millrace.broker.settings.AuthorizerSettings;

/**
 * Decides who may do what, as Apache Kafka's StandardAuthorizer does: super users may do everything; else a denial
 * counts first, then a leave, and where there is no ACL at all the setting decides. A change of the ACLs is on disk
 * before it holds, and holds for the next request.
 *
 * <p>Thread-safe: changes hold the monitor of the object, decisions read an immutable set of rules.
 */
public final class AccessControl {
    private static final Logger LOG = LoggerFactory.getLogger(AccessControl.class);
    private static final String NO_NAME = "";

    private final AuthorizerSettings settings;
    private final AclFile file;
    private volatile AclRules rules;

    private AccessControl(AuthorizerSettings settings, AclFile file, AclRules rules) {
        this.settings = settings;
        this.file = file;
        this.rules = rules;
    }

    /**
     * Reads the ACLs of a data directory.
     *
     * @throws IOException if they cannot be read or are broken
     */
    public static AccessControl open(AuthorizerSettings settings, Disk disk, Path dataDirectory) throws IOException {
        AclFile file = new AclFile(disk, dataDirectory);
        return new AccessControl(settings, file, new AclRules(file.read()));
    }

    /**
     * Returns what somebody may do.
     *
     * @param host the address that the request comes from, as text
     */
    public CallerRights of(KafkaPrincipal principal, String host) {
        return new CallerRights(this, new AclRules.Asker(principal.toString(), host));
    }

    boolean allows(AclRules.Asker asker, AclOperation operation, ResourceType type, String name) {
        if (settings.superUsers().contains(asker.principal())) {
            return true;
        }
        AclVerdict verdict = rules.verdict(asker, operation, type, name);
        boolean allowed = verdict == AclVerdict.ALLOWED || verdict == AclVerdict.NO_ACL && settings.allowIfNoAcl();
        if (!allowed) {
            LOG.debug("{} from {} may not {} {} {}", asker.principal(), asker.host(), operation, type, name);
        }
        return allowed;
    }

    boolean allowsSomewhere(AclRules.Asker asker, AclOperation operation, ResourceType type) {
        return allows(asker, operation, type, NO_NAME) || rules.allowsSomewhere(asker, operation, type);
    }

    /** Returns the ACLs that fit a filter. */
    public List<AclBinding> find(AclBindingFilter filter) {
        return rules.bindings().stream().filter(filter::matches).toList();
    }

    /**
     * Adds ACLs; those that are there already stay.
     *
     * @throws IOException if they cannot be written; then nothing has changed
     */
    public synchronized void add(Collection<AclBinding> added) throws IOException {
        Set<AclBinding> all = new HashSet<>(rules.bindings());
        if (all.addAll(added)) {
            replace(all);
            LOG.info("ACLs are added: {}", added);
        }
    }

    /**
     * Takes ACLs away.
     *
     * @throws IOException if the rest cannot be written; then nothing has changed
     */
    public synchronized void remove(Collection<AclBinding> removed) throws IOException {
        Set<AclBinding> all = new HashSet<>(rules.bindings());
        if (all.removeAll(Set.copyOf(removed))) {
            replace(all);
            LOG.info("ACLs are removed: {}", removed);
        }
    }

    private void replace(Set<AclBinding> all) throws IOException {
        file.write(all);
        rules = new AclRules(all);
    }

    @Override
    public String toString() {
        return "ACLs in " + file;
    }
}
