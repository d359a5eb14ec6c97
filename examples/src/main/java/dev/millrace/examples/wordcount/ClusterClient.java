package dev.millrace.examples.wordcount;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;

/** Opens the administrative client, and finds out at once whether anybody answers. */
final class ClusterClient {

    private static final int ANSWER_WITHIN_MS = 10_000;

    private ClusterClient() {}

    /**
     * Connects to a cluster.
     *
     * @throws WordCountFailure if the address cannot be understood or no broker answers in time
     */
    static Admin connect(String bootstrapServers) {
        Admin admin;
        try {
            admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        } catch (KafkaException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new WordCountFailure("cannot connect to " + bootstrapServers + ": " + reason.getMessage(), e);
        }
        try {
            DescribeClusterOptions patience = new DescribeClusterOptions().timeoutMs(ANSWER_WITHIN_MS);
            admin.describeCluster(patience).nodes().get();
            return admin;
        } catch (ExecutionException e) {
            admin.close();
            throw new WordCountFailure(
                    "no broker answers at " + bootstrapServers + " within " + ANSWER_WITHIN_MS / 1000 + " seconds", e);
        } catch (InterruptedException e) {
            admin.close();
            throw Interruption.in("connecting to " + bootstrapServers, e);
        }
    }
}
