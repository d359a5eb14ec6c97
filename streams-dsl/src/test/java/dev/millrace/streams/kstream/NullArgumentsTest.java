package dev.millrace.streams.kstream;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NullArgumentsTest {
    @Test
    void areRefusedInTheWordsOfKafkaStreams() throws ReflectiveOperationException {
        Map<String, String> ours = new NullArguments("dev.millrace.streams.").answers();
        Map<String, String> answers = new NullArguments("org.apache.kafka.streams.").answers();

        assertThat(ours).hasSize(answers.size());
        assertThat(answers).allSatisfy((call, answer) -> {
            if (accident(answer)) {
                assertThat(ours.get(call)).as(call).matches("accepted|NullPointerException: .*");
            } else {
                assertThat(ours.get(call)).as(call).isEqualTo(answer);
            }
        });
    }

    /** Kafka Streams meant to refuse, and does so later or without words; we say it at once. */
    private static boolean accident(String answer) {
        return answer.equals("accepted")
                || answer.equals("NullPointerException: null")
                || answer.startsWith("NullPointerException: Cannot ");
    }
}
