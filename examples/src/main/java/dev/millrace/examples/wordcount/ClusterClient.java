package dev.millrace.examples.wordcount;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;

/** Opens the administrative client, and finds out at once whether anybody answers. */
final class ClusterClient {

    private ClusterClient() {}

    /**
     * Connects to a cluster.
     *
     * @param patience how long to wait for the first answer
     * @throws WordCountFailure if the address cannot be understood or no broker answers in time
     */
    static Admin connect(String bootstrapServers, Duration patience) {
        Admin admin;
        try {
            admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        } catch (KafkaException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new WordCountFailure("cannot connect to " + bootstrapServers + ": " + reason.getMessage(), e);
        }
        try {
            int timeoutMs = Math.toIntExact(patience.toMillis());
            admin.describeCluster(new DescribeClusterOptions().timeoutMs(timeoutMs))
                    .nodes()
                    .get();
            return admin;
        } catch (ExecutionException e) {
            admin.close();
            throw new WordCountFailure(
                    "no broker answers at " + bootstrapServers + " within " + patience.toSeconds() + " seconds", e);
        } catch (InterruptedException e) {
            admin.close();
            throw Interruption.in("connecting to " + bootstrapServers, e);
        }
    }
}
