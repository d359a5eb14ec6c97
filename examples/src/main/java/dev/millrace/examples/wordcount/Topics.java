package dev.millrace.examples.wordcount;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The topics of one application; their names begin with its id, so that two word counts do not mix.
 *
 * <p><em>Immutable.</em>
 *
 * @param applicationId the application's id, which is its consumer group too
 */
record Topics(String applicationId) {

    String lines() {
        return applicationId + "-lines";
    }

    String counts() {
        return applicationId + "-counts";
    }

    /** The topic behind {@code groupBy}: its name follows from the store's. */
    String repartition() {
        return applicationId + "-" + WordCountTopology.STORE + "-repartition";
    }

    /** Creates what the topology reads and writes; a topic that is there already is kept as it is. */
    void createMissing(Admin admin, int partitions) {
        for (String name : List.of(lines(), counts())) {
            NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty());
            try {
                admin.createTopics(List.of(topic)).all().get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw new WordCountFailure("cannot create topic " + name + ": " + reason(e), e);
                }
            } catch (InterruptedException e) {
                throw Interruption.in("creating topic " + name, e);
            }
        }
    }

    private static String reason(ExecutionException e) {
        return e.getCause() == null ? e.toString() : e.getCause().getMessage();
    }
}
