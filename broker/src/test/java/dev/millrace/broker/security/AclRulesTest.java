package dev.millrace.broker.security;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.broker.io.Disk;
import dev.millrace.broker.settings.AuthorizerSettings;

import static org.assertj.core.api.Assertions.assertThat;

class AclRulesTest {
    private static final List<AclOperation> OPERATIONS = List.of(
            AclOperation.READ,
            AclOperation.WRITE,
            AclOperation.DESCRIBE,
            AclOperation.DELETE,
            AclOperation.ALTER,
            AclOperation.ALTER_CONFIGS,
            AclOperation.DESCRIBE_CONFIGS,
            AclOperation.ALL);
    private static final List<String> NAMES = List.of("*", "a", "ab", "abc", "b");

    @TempDir
    Path directory;

    @Test
    void randomRulesDecideAsOneByOneLookingDoes() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            List<AclBinding> bindings = new ArrayList<>();
            for (int i = random.nextInt(8); i > 0; i--) {
                bindings.add(randomBinding(random));
            }
            AclRules rules = new AclRules(bindings);
            AclRules.Asker asker = new AclRules.Asker(pick(random, "User:a", "User:b"), pick(random, "h1", "h2"));
            AclOperation operation = OPERATIONS.get(random.nextInt(OPERATIONS.size() - 1));
            String name = NAMES.get(1 + random.nextInt(NAMES.size() - 1));

            assertThat(rules.verdict(asker, operation, ResourceType.TOPIC, name))
                    .as("seed %s: %s %s %s of %s", seed, asker, operation, name, bindings)
                    .isEqualTo(naive(bindings, asker, operation, name));
        }
    }

    private static AclBinding randomBinding(Random random) {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        boolean prefix = !name.equals("*") && random.nextBoolean();
        return binding(
                name,
                prefix ? PatternType.PREFIXED : PatternType.LITERAL,
                pick(random, "User:a", "User:b", "User:*"),
                pick(random, "h1", "*"),
                OPERATIONS.get(random.nextInt(OPERATIONS.size())),
                random.nextInt(4) == 0 ? AclPermissionType.DENY : AclPermissionType.ALLOW);
    }

    private static String pick(Random random, String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    private static AclVerdict naive(
            List<AclBinding> bindings, AclRules.Asker asker, AclOperation operation, String name) {
        boolean any = false;
        boolean allowed = false;
        for (AclBinding binding : bindings) {
            String rule = binding.pattern().name();
            boolean fits = binding.pattern().patternType() == PatternType.PREFIXED
                    ? name.startsWith(rule)
                    : rule.equals("*") || rule.equals(name);
            if (!fits) {
                continue;
            }
            any = true;
            AccessControlEntry entry = binding.entry();
            boolean meant = Set.of(asker.principal(), "User:*").contains(entry.principal())
                    && Set.of(asker.host(), "*").contains(entry.host());
            boolean allows = entry.permissionType() == AclPermissionType.ALLOW;
            Set<AclOperation> enough = allows ? enough(operation) : Set.of(operation, AclOperation.ALL);
            if (meant && enough.contains(entry.operation())) {
                if (!allows) {
                    return AclVerdict.DENIED;
                }
                allowed = true;
            }
        }
        return allowed ? AclVerdict.ALLOWED : any ? AclVerdict.NOT_NAMED : AclVerdict.NO_ACL;
    }

    private static Set<AclOperation> enough(AclOperation wanted) {
        return switch (wanted) {
            case DESCRIBE ->
                Set.of(
                        AclOperation.DESCRIBE,
                        AclOperation.READ,
                        AclOperation.WRITE,
                        AclOperation.DELETE,
                        AclOperation.ALTER,
                        AclOperation.ALL);
            case DESCRIBE_CONFIGS ->
                Set.of(AclOperation.DESCRIBE_CONFIGS, AclOperation.ALTER_CONFIGS, AclOperation.ALL);
            default -> Set.of(wanted, AclOperation.ALL);
        };
    }

    @Test
    void aDenialOfAPrefixTakesTheLeaveForANameInItAway() throws Exception {
        AccessControl control = open(new AuthorizerSettings(true, Set.of(), false));
        CallerRights alice = control.of(new KafkaPrincipal("User", "alice"), "h1");
        control.add(List.of(allow("abc", PatternType.LITERAL)));

        assertThat(alice.somewhere(AclOperation.WRITE, ResourceType.TOPIC)).isTrue();

        control.add(List.of(
                binding("ab", PatternType.PREFIXED, "User:*", "*", AclOperation.WRITE, AclPermissionType.DENY)));
        assertThat(alice.somewhere(AclOperation.WRITE, ResourceType.TOPIC)).isFalse();

        control.add(List.of(allow("a", PatternType.PREFIXED)));
        assertThat(alice.somewhere(AclOperation.WRITE, ResourceType.TOPIC)).isTrue();
    }

    @Test
    void superUsersMayAndOthersMayOnlyWithoutAnyAclIfSaidSo() throws Exception {
        AccessControl control = open(new AuthorizerSettings(true, Set.of("User:root"), true));
        control.add(List.of(allow("taken", PatternType.LITERAL)));

        CallerRights bob = control.of(new KafkaPrincipal("User", "bob"), "h1");
        assertThat(bob.topic(AclOperation.WRITE, "free")).isTrue();
        assertThat(bob.topic(AclOperation.WRITE, "taken")).isFalse();
        assertThat(control.of(new KafkaPrincipal("User", "root"), "h1").topic(AclOperation.WRITE, "taken"))
                .isTrue();
    }

    @Test
    void aclsAreReadBackAndGoneWhenTakenAway() throws Exception {
        AuthorizerSettings settings = new AuthorizerSettings(true, Set.of(), false);
        List<AclBinding> all = List.of(allow("abc", PatternType.LITERAL), allow("ü", PatternType.PREFIXED));
        open(settings).add(all);

        AccessControl again = open(settings);
        assertThat(again.find(AclBindingFilter.ANY)).containsExactlyInAnyOrderElementsOf(all);

        again.remove(List.of(all.get(0)));
        assertThat(open(settings).find(AclBindingFilter.ANY)).containsExactly(all.get(1));
    }

    private AccessControl open(AuthorizerSettings settings) throws Exception {
        return AccessControl.open(settings, Disk.LOCAL, directory);
    }

    private static AclBinding allow(String name, PatternType pattern) {
        return binding(name, pattern, "User:alice", "*", AclOperation.WRITE, AclPermissionType.ALLOW);
    }

    private static AclBinding binding(
            String name,
            PatternType pattern,
            String principal,
            String host,
            AclOperation operation,
            AclPermissionType permission) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, name, pattern),
                new AccessControlEntry(principal, host, operation, permission));
    }
}
