package dev.millrace.streams.internal.runtime.app;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InstanceLifeTest {
    private final InstanceLife life = new InstanceLife("client");
    private final List<String> heard = new ArrayList<>();

    @Test
    void listenerHearsOfChangesInTheirOrder() {
        life.listen((to, from) -> heard.add(from + ">" + to));

        life.tryBecome(InstanceState.REBALANCING);
        life.tryBecome(InstanceState.RUNNING);
        life.tryBecome(InstanceState.CREATED);

        assertThat(heard).containsExactly("CREATED>REBALANCING", "REBALANCING>RUNNING");
    }

    @Test
    void listenerThatFailsDoesNotHoldTheInstanceUp() {
        life.listen((to, from) -> {
            throw new IllegalStateException("listener");
        });

        boolean changed = life.tryBecome(InstanceState.PENDING_SHUTDOWN);
        life.tryBecome(InstanceState.NOT_RUNNING);

        assertThat(changed).isTrue();
        assertThat(life.awaitClosed(0)).isTrue();
    }
}
