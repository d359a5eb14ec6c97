package dev.millrace.streams;

import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Makes the clients an application works with; replace it to test or to wrap them. */
public interface KafkaClientSupplier {
    /**
     * An admin client; closed by the application.
     *
     * @throws UnsupportedOperationException unless overridden
     */
    default Admin getAdmin(Map<String, Object> config) {
        throw new UnsupportedOperationException(getClass().getName() + " makes no admin client");
    }

    /** A producer; closed by the application. */
    Producer<byte[], byte[]> getProducer(Map<String, Object> config);

    /** The consumer of a stream thread; closed by the application. */
    Consumer<byte[], byte[]> getConsumer(Map<String, Object> config);

    /** The consumer that restores stores; closed by the application. */
    Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config);

    /** The consumer that fills global stores; closed by the application. */
    Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config);
}
