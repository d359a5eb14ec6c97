package dev.millrace.streams.internal.runtime.thread;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MailboxTest {
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private final Mailbox mailbox = new Mailbox(consumer);
    private final List<String> done = new ArrayList<>();

    @BeforeEach
    void assign() {
        TopicPartition partition = new TopicPartition("in", 0);
        consumer.assign(Set.of(partition));
        consumer.seek(partition, 0);
    }

    @Test
    void commandsRunInTheirOrder() {
        mailbox.post(() -> done.add("a"));
        mailbox.post(() -> done.add("b"));

        mailbox.drain();

        assertThat(done).containsExactly("a", "b");
        assertThat(mailbox.isEmpty()).isTrue();
    }

    @Test
    void commandPostedByACommandRunsToo() {
        mailbox.post(() -> mailbox.post(() -> done.add("inner")));

        mailbox.drain();

        assertThat(done).containsExactly("inner");
    }

    @Test
    void postEndsAPollThatWaits() {
        AtomicInteger polls = new AtomicInteger();

        assertThat(mailbox.polling(() -> {
                    mailbox.post(() -> done.add("x"));
                    polls.incrementAndGet();
                    return consumer.poll(Duration.ZERO);
                }))
                .isEmpty();

        assertThat(polls).hasValue(1);
        assertThat(mailbox.isEmpty()).isFalse();
    }

    @Test
    void postOutsideAPollDoesNotDisturbTheConsumer() {
        mailbox.post(() -> done.add("x"));

        assertThat(consumer.poll(Duration.ZERO)).isEmpty();
    }

    @Test
    void callIsRepeatedWhenALateWakeUpEndsIt() {
        AtomicInteger calls = new AtomicInteger();

        String answer = mailbox.calling(() -> {
            if (calls.incrementAndGet() == 1) {
                throw new WakeupException();
            }
            return "answer";
        });

        assertThat(answer).isEqualTo("answer");
        assertThat(calls).hasValue(2);
    }

    @Test
    void waitingRunsWhatArrives() {
        mailbox.post(() -> done.add("x"));

        mailbox.await(0);
        mailbox.await(0);

        assertThat(done).containsExactly("x");
    }
}
