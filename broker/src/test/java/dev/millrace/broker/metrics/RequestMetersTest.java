package dev.millrace.broker.metrics;

import java.util.concurrent.TimeUnit;

import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.Test;

import com.codahale.metrics.Histogram;
import com.codahale.metrics.MetricRegistry;

import static org.assertj.core.api.Assertions.assertThat;

class RequestMetersTest {
    private final MetricRegistry registry = new MetricRegistry();
    private long nowMs = 1000;
    private final RequestMeters meters = new RequestMeters(registry, () -> TimeUnit.MILLISECONDS.toNanos(nowMs));

    @Test
    void everyPartOfTheWayIsTimedByItself() {
        RequestTimes times = begin(ApiKeys.PRODUCE, 2);
        pass(3);
        times.handled();
        pass(5);
        times.answered();
        pass(7);
        times.sending();
        pass(11);
        times.gone();

        assertThat(ms("RequestQueueTimeMs", "Produce")).isEqualTo(2);
        assertThat(ms("LocalTimeMs", "Produce")).isEqualTo(3);
        assertThat(ms("RemoteTimeMs", "Produce")).isEqualTo(5);
        assertThat(ms("ResponseQueueTimeMs", "Produce")).isEqualTo(7);
        assertThat(ms("ResponseSendTimeMs", "Produce")).isEqualTo(11);
        assertThat(ms("TotalTimeMs", "Produce")).isEqualTo(28);
    }

    @Test
    void whatIsAnsweredWhileItIsHandledWaitsForNothing() {
        RequestTimes times = begin(ApiKeys.METADATA, 0);
        pass(4);
        times.answered();
        times.sending();
        pass(1);
        times.handled();
        times.gone();

        assertThat(ms("LocalTimeMs", "Metadata")).isEqualTo(4);
        assertThat(ms("RemoteTimeMs", "Metadata")).isZero();
        assertThat(ms("TotalTimeMs", "Metadata")).isEqualTo(5);
    }

    @Test
    void requestsAreCountedByVersion() {
        begin(ApiKeys.METADATA, 0);
        begin(ApiKeys.METADATA, 0);

        assertThat(registry.getMeters()
                        .get("kafka.network:type=RequestMetrics,name=RequestsPerSec,request=Metadata,version=9")
                        .getCount())
                .isEqualTo(2);
        assertThat(ms("RequestBytes", "Metadata")).isEqualTo(100);
    }

    @Test
    void fetchesAreThoseOfConsumersToo() {
        RequestTimes times = begin(ApiKeys.FETCH, 0);
        pass(6);
        times.answered();
        times.sending();
        times.gone();

        assertThat(ms("TotalTimeMs", "Fetch")).isEqualTo(6);
        assertThat(ms("TotalTimeMs", "FetchConsumer")).isEqualTo(6);
    }

    private RequestTimes begin(ApiKeys api, long queuedMs) {
        long readNanos = TimeUnit.MILLISECONDS.toNanos(nowMs);
        pass(queuedMs);
        return meters.begin(api, (short) 9, 100, readNanos);
    }

    private void pass(long ms) {
        nowMs += ms;
    }

    private long ms(String name, String request) {
        Histogram histogram =
                registry.getHistograms().get("kafka.network:type=RequestMetrics,name=" + name + ",request=" + request);
        return histogram.getSnapshot().getMax();
    }
}
