package dev.millrace.broker.streamsgroup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TaskSpreadTest {
    @Test
    void aNewMemberTakesNoMoreThanItsShare() {
        ResolvedTopology topology = topology(Map.of("0", 6), Set.of());
        SortedMap<String, TaskRoles> alone = spread(topology, 0, Map.of("a", claim("p", TaskRoles.NONE)));
        assertThat(alone.get("a").active()).hasSize(6);

        SortedMap<String, TaskRoles> both =
                spread(topology, 0, Map.of("a", claim("p", alone.get("a")), "b", claim("q", TaskRoles.NONE)));

        assertThat(both.get("a").active()).hasSize(3).isSubsetOf(alone.get("a").active());
        assertThat(both.get("b").active()).hasSize(3);
    }

    @Test
    void aTaskWhoseMemberIsGoneMovesToItsCopy() {
        ResolvedTopology topology = topology(Map.of("0", 6), Set.of("0"));
        Map<String, TaskSpread.Claim> three = new HashMap<>();
        List.of("a", "b", "c").forEach(id -> three.put(id, claim(id, TaskRoles.NONE)));
        SortedMap<String, TaskRoles> before = spread(topology, 1, three);

        Map<String, TaskSpread.Claim> left = new HashMap<>();
        List.of("a", "b").forEach(id -> left.put(id, claim(id, before.get(id))));
        SortedMap<String, TaskRoles> after = spread(topology, 1, left);

        for (GroupTask task : before.get("c").active()) {
            String copyAt = before.get("a").standby().contains(task) ? "a" : "b";
            assertThat(after.get(copyAt).active()).contains(task);
        }
    }

    @Test
    void copiesStayOutOfTheProcessThatRunsTheTask() {
        ResolvedTopology topology = topology(Map.of("0", 4), Set.of("0"));

        SortedMap<String, TaskRoles> roles =
                spread(topology, 1, Map.of("a", claim("same", TaskRoles.NONE), "b", claim("same", TaskRoles.NONE)));

        assertThat(roles.get("a").standby()).isEmpty();
        assertThat(roles.get("b").standby()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void drawnGroupsAreEvenCompleteAndStable(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            Map<String, Integer> parts = new TreeMap<>();
            Set<String> stateful = new HashSet<>();
            for (int part = 0; part <= random.nextInt(4); part++) {
                parts.put("" + part, 1 + random.nextInt(8));
                if (random.nextBoolean()) {
                    stateful.add("" + part);
                }
            }
            ResolvedTopology topology = topology(parts, stateful);
            int copies = random.nextInt(3);
            Map<String, TaskSpread.Claim> members = new TreeMap<>();
            for (int change = 0; change < 6; change++) {
                if (members.size() < 2 || random.nextInt(3) > 0) {
                    members.put("m" + random.nextInt(8), claim("p" + random.nextInt(4), TaskRoles.NONE));
                } else {
                    members.remove(new ArrayList<>(members.keySet()).get(random.nextInt(members.size())));
                }
                SortedMap<String, TaskRoles> roles = spread(topology, copies, members);
                check(topology, copies, members, roles);
                members.replaceAll((id, member) -> claim(member.processId(), roles.get(id)));
                assertThat(spread(topology, copies, members).values().stream().map(TaskRoles::active))
                        .as("who has its share keeps it")
                        .containsExactlyElementsOf(
                                roles.values().stream().map(TaskRoles::active).toList());
            }
        }
    }

    private static void check(
            ResolvedTopology topology,
            int copies,
            Map<String, TaskSpread.Claim> members,
            SortedMap<String, TaskRoles> roles) {
        List<GroupTask> active = new ArrayList<>();
        Map<GroupTask, Set<String>> processes = new HashMap<>();
        Map<GroupTask, Integer> copied = new HashMap<>();
        roles.forEach((id, role) -> {
            active.addAll(role.active());
            Set<GroupTask> both = new HashSet<>(role.active());
            both.addAll(role.standby());
            for (GroupTask task : both) {
                assertThat(processes
                                .computeIfAbsent(task, t -> new HashSet<>())
                                .add(members.get(id).processId()))
                        .as("a process holds a task once")
                        .isTrue();
            }
            role.standby().forEach(task -> copied.merge(task, 1, Integer::sum));
        });
        assertThat(active).containsExactlyInAnyOrderElementsOf(topology.tasks());
        int share = topology.tasks().size() / members.size();
        assertThat(roles.values())
                .allMatch(role -> role.active().size() == share || role.active().size() == share + 1);
        long processCount = members.values().stream()
                .map(TaskSpread.Claim::processId)
                .distinct()
                .count();
        for (GroupTask task : topology.tasks()) {
            long wanted = topology.isStateful(task) ? Math.min(copies, processCount - 1) : 0;
            assertThat(copied.getOrDefault(task, 0).longValue()).isEqualTo(wanted);
        }
    }

    private static SortedMap<String, TaskRoles> spread(
            ResolvedTopology topology, int copies, Map<String, TaskSpread.Claim> members) {
        return new TaskSpread(topology, copies, members).spread();
    }

    private static TaskSpread.Claim claim(String process, TaskRoles has) {
        return new TaskSpread.Claim(process, has);
    }

    private static ResolvedTopology topology(Map<String, Integer> tasks, Set<String> stateful) {
        SortedMap<String, ResolvedTopology.Part> parts = new TreeMap<>();
        tasks.forEach((id, count) -> parts.put(
                id,
                new ResolvedTopology.Part(
                        count,
                        new TreeSet<>(),
                        List.of(),
                        stateful.contains(id) ? List.of(new DemandedTopic("log", count, Map.of())) : List.of())));
        return new ResolvedTopology(0, parts, List.of(), null);
    }
}
