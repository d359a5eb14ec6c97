package dev.millrace.checks;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Timer;
import java.util.TreeSet;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;

/**
 * Nothing but the edges reads a clock, sleeps or makes a thread: time and threads are handed in, so that a whole
 * cluster can be stepped by one thread on virtual time. Method references count like calls.
 *
 * <p>An edge is a room or a class that {@code rooms.txt} names in its section {@code [edges]}. A class named there that
 * has no need of it any more is a violation too.
 *
 * <p><em>Immutable.</em>
 */
public final class BannedCalls implements ModuleRule {

    private static final String CONSTRUCTOR = "<init>";
    private static final Map<String, Set<String>> BANNED = Map.ofEntries(
            Map.entry(System.class.getName(), Set.of("currentTimeMillis", "nanoTime")),
            Map.entry(Clock.class.getName(), Set.of("systemUTC", "systemDefaultZone", "system")),
            Map.entry(Instant.class.getName(), Set.of("now")),
            Map.entry(LocalDate.class.getName(), Set.of("now")),
            Map.entry(LocalDateTime.class.getName(), Set.of("now")),
            Map.entry(OffsetDateTime.class.getName(), Set.of("now")),
            Map.entry(ZonedDateTime.class.getName(), Set.of("now")),
            Map.entry("org.apache.kafka.common.utils.Time", Set.of("SYSTEM")),
            Map.entry("org.apache.kafka.common.utils.SystemTime", Set.of("getSystemTime")),
            Map.entry(Thread.class.getName(), Set.of("sleep", "ofVirtual", "ofPlatform", "startVirtualThread")),
            Map.entry(TimeUnit.class.getName(), Set.of("sleep")),
            Map.entry(LockSupport.class.getName(), Set.of("parkNanos", "parkUntil")));
    private static final List<Class<?>> THREAD_MAKERS =
            List.of(Thread.class, Executors.class, AbstractExecutorService.class, Timer.class);

    @Override
    public List<String> violations(CheckedModule module) {
        LayeringFile layering = module.layering();
        Set<String> found = new TreeSet<>();
        Set<String> needlessEdges = new TreeSet<>(layering.edges().keySet());
        for (JavaClass type : module.classes()) {
            Set<String> calls = bannedCallsOf(type);
            String name = ClassUse.topLevelName(type);
            if (!layering.isEdge(name, type.getPackageName())) {
                found.addAll(calls);
            } else if (!calls.isEmpty()) {
                needlessEdges.removeAll(
                        Set.of(name, relativeName(name, layering), layering.roomOf(type.getPackageName())));
            }
        }
        needlessEdges.forEach(
                edge -> found.add("rooms.txt names the edge " + edge + ", which needs it no more: delete it"));
        return List.copyOf(found);
    }

    private static String relativeName(String className, LayeringFile layering) {
        return layering.isUnderRoot(className) ? layering.roomOf(className) : "(not under the root)";
    }

    private static Set<String> bannedCallsOf(JavaClass type) {
        Set<String> found = new TreeSet<>();
        for (JavaAccess<?> access : type.getAccessesFromSelf()) {
            AccessTarget target = access.getTarget();
            if (isBanned(target)) {
                found.add(sentence(type, access, target));
            }
        }
        return found;
    }

    private static String sentence(JavaClass type, JavaAccess<?> access, AccessTarget target) {
        return ClassUse.topLevelName(type) + " uses " + target.getOwner().getSimpleName() + "." + target.getName()
                + " in line " + access.getLineNumber()
                + ": have the time or the thread handed in, or name the class under [edges] in rooms.txt and say why";
    }

    private static boolean isBanned(AccessTarget target) {
        JavaClass owner = target.getOwner();
        if (BANNED.getOrDefault(owner.getName(), Set.of()).contains(target.getName())) {
            return true;
        }
        if (target.getName().equals(CONSTRUCTOR)) {
            return owner.isEquivalentTo(Date.class) && takesNothing(target)
                    || THREAD_MAKERS.stream().anyMatch(owner::isAssignableTo);
        }
        return owner.isEquivalentTo(Executors.class);
    }

    private static boolean takesNothing(AccessTarget target) {
        return target instanceof AccessTarget.CodeUnitAccessTarget unit
                && unit.getRawParameterTypes().isEmpty();
    }
}
