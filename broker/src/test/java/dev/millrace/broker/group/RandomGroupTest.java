package dev.millrace.broker.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Members that join, sync, beat, leave, die and come back in any order; the seed in the name reproduces a run. */
class RandomGroupTest {
    private static final int STEPS = 400;
    private static final int MEMBERS = 5;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void groupIsNeverInconsistentAndSettlesInTheEnd(long seed) {
        Random random = new Random(seed);
        GroupFixture fixture = new GroupFixture();
        List<TestMember> members = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) {
            members.add(i % 2 == 0 ? fixture.member("m" + i) : fixture.staticMember("m" + i, "instance-" + i));
        }
        for (int step = 0; step < STEPS; step++) {
            act(random, fixture, members.get(random.nextInt(MEMBERS)));
            check(fixture, members);
        }
        settle(fixture, members);
    }

    private static void act(Random random, GroupFixture fixture, TestMember member) {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> {
                if (member.joinsWaiting == 0) {
                    member.join();
                }
            }
            case 3, 4, 5 -> {
                if (member.joinsWaiting == 0 && member.syncsWaiting == 0) {
                    member.sync();
                }
            }
            case 6, 7 -> member.heartbeat();
            case 8 -> {
                if (member.joinsWaiting == 0 && member.leave() == Errors.NONE) {
                    member.memberId = "";
                }
            }
            case 9 -> {
                member.disconnect();
                member.connectionId = member.name + "-" + random.nextInt();
            }
            case 10 -> member.metadata = "wish " + random.nextInt(3);
            default -> fixture.pass(random.nextInt(4_000));
        }
        if (member.joined != null && member.joined.error() == Errors.UNKNOWN_MEMBER_ID) {
            member.memberId = "";
        }
    }

    private static void check(GroupFixture fixture, List<TestMember> members) {
        for (TestMember member : members) {
            assertThat(member.joinsWaiting).isBetween(0, 1);
            assertThat(member.syncsWaiting).isBetween(0, 1);
            boolean assigned = member.synced != null && member.synced.error() == Errors.NONE;
            if (assigned && member.synced.assignment().length > 0) {
                assertThat(member.assignment()).matches("\\d+:.+");
            }
        }
        GroupView view = fixture.view();
        if (view != null && view.state().equals("Stable")) {
            assertThat(view.members()).isNotEmpty();
            assertThat(view.members().stream().map(GroupView.MemberView::memberId))
                    .doesNotHaveDuplicates();
        }
        if (view != null && view.state().equals("Empty")) {
            assertThat(view.members()).isEmpty();
        }
    }

    /** When everybody behaves, all end up in one generation with an assignment each. */
    private static void settle(GroupFixture fixture, List<TestMember> members) {
        for (int round = 0; round < 200 && !isSettled(fixture, members); round++) {
            for (TestMember member : members) {
                behave(member);
            }
            fixture.pass(500);
        }
        assertThat(isSettled(fixture, members)).isTrue();
        fixture.restart();
        assertThat(members).allSatisfy(member -> assertThat(member.heartbeat()).isEqualTo(Errors.NONE));
    }

    private static void behave(TestMember member) {
        if (member.joinsWaiting > 0 || member.syncsWaiting > 0) {
            return;
        }
        Errors standing = member.heartbeat();
        if (standing == Errors.UNKNOWN_MEMBER_ID || standing == Errors.FENCED_INSTANCE_ID) {
            member.memberId = "";
        }
        if (standing != Errors.NONE) {
            member.join();
        } else {
            member.sync();
        }
    }

    private static boolean isSettled(GroupFixture fixture, List<TestMember> members) {
        GroupView view = fixture.view();
        return view != null
                && view.state().equals("Stable")
                && view.members().size() == members.size()
                && members.stream().allMatch(member -> member.synced != null && member.synced.error() == Errors.NONE);
    }
}
