package dev.millrace.broker.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchRequestData.FetchTopic;
import org.apache.kafka.common.message.FetchRequestData.ForgottenTopic;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.FetchResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.broker.catalog.Topic;
import dev.millrace.broker.log.AppendOrigin;
import dev.millrace.broker.log.Batches;

import static org.assertj.core.api.Assertions.assertThat;

/** Fetches that name only what has changed, and are answered with only what is new (KIP-227). */
class FetchSessionTest {
    private static final short BY_NAME = 12;
    private static final short BY_ID = 18;

    @TempDir
    Path directory;

    private ApiFixture apis;
    private Topic topic;

    @BeforeEach
    void open() throws Exception {
        apis = new ApiFixture(directory);
        topic = apis.catalog().create("followed", 3, Map.of());
    }

    @AfterEach
    void close() throws Exception {
        apis.close();
    }

    @Test
    void fullFetchBeginsASession() {
        FetchResponseData first = fetch(full(wanted(0, 0), wanted(1, 0)));

        assertThat(first.sessionId()).isPositive();
        assertThat(partitionsIn(first)).containsExactly(0, 1);
    }

    @Test
    void laterFetchesAreToldOnlyWhatIsNew() {
        int session = fetch(full(wanted(0, 0), wanted(1, 0))).sessionId();
        append(1);

        FetchResponseData news = fetch(next(session, 1));

        assertThat(partitionsIn(news)).containsExactly(1);
        assertThat(news.sessionId()).isEqualTo(session);
        assertThat(fetch(next(session, 2, wanted(1, 1))).responses()).isEmpty();
    }

    @Test
    void recordsAreRepeatedUntilTheOffsetMovesOn() {
        int session = fetch(full(wanted(0, 0))).sessionId();
        append(0);

        assertThat(partitionsIn(fetch(next(session, 1)))).containsExactly(0);
        assertThat(partitionsIn(fetch(next(session, 2)))).containsExactly(0);
    }

    @Test
    void forgottenPartitionsAreReadNoMore() {
        int session = fetch(full(wanted(0, 0), wanted(1, 0))).sessionId();
        append(0);
        append(1);

        FetchRequestData request = next(session, 1);
        request.forgottenTopicsData()
                .add(new ForgottenTopic().setTopicId(topic.id()).setPartitions(List.of(0)));

        assertThat(partitionsIn(fetch(request))).containsExactly(1);
    }

    @Test
    void partitionsTakeTurnsWhenTheBytesDoNotReach() {
        append(0);
        append(1);
        int session = fetch(full(wanted(0, 0), wanted(1, 0)).setMaxBytes(1)).sessionId();

        FetchResponseData second = fetch(next(session, 1).setMaxBytes(1));

        assertThat(withRecords(second)).containsExactly(1);
    }

    @Test
    void requestOutOfTurnIsRefused() {
        int session = fetch(full(wanted(0, 0))).sessionId();

        assertThat(fetch(next(session, 2)).errorCode()).isEqualTo(Errors.INVALID_FETCH_SESSION_EPOCH.code());
        assertThat(fetch(next(session + 1, 1)).errorCode()).isEqualTo(Errors.FETCH_SESSION_ID_NOT_FOUND.code());
        assertThat(fetch(next(session, 1)).errorCode()).isEqualTo(Errors.NONE.code());
    }

    @Test
    void sessionByIdCannotGoOnByName() {
        int session = fetch(full(wanted(0, 0))).sessionId();

        FetchResponseData answer = fetch(next(session, 1), BY_NAME);

        assertThat(answer.errorCode()).isEqualTo(Errors.FETCH_SESSION_TOPIC_ID_ERROR.code());
    }

    @Test
    void finalFetchEndsTheSession() {
        int session = fetch(full(wanted(0, 0))).sessionId();

        FetchResponseData last = fetch(full(wanted(0, 0)).setSessionId(session).setSessionEpoch(-1));

        assertThat(last.sessionId()).isZero();
        assertThat(fetch(next(session, 1)).errorCode()).isEqualTo(Errors.FETCH_SESSION_ID_NOT_FOUND.code());
    }

    @Test
    void deletedTopicIsReportedInTheSession() {
        int session = fetch(full(wanted(0, 0))).sessionId();
        apis.catalog().delete("followed");

        FetchResponseData answer = fetch(next(session, 1));

        assertThat(answer.responses().get(0).partitions().get(0).errorCode()).isEqualTo(Errors.UNKNOWN_TOPIC_ID.code());
    }

    @Test
    void placesForSessionsAreBounded() {
        FetchSessions sessions = new FetchSessions(new Random(1));
        for (int i = 0; i < FetchSessions.MOST_SESSIONS; i++) {
            assertThat(sessions.open(full(wanted(0, 0)), true, 0).id()).isPositive();
        }

        assertThat(sessions.open(full(wanted(0, 0)), true, 1000).id()).isEqualTo(FetchSession.NONE);
        assertThat(sessions.open(full(wanted(0, 0)), true, 200_000).id()).isPositive();
        assertThat(sessions.size()).isEqualTo(FetchSessions.MOST_SESSIONS);
    }

    private void append(int partition) {
        apis.catalog().log(topic, partition).append(Batches.values("value"), AppendOrigin.CLIENT);
    }

    private FetchResponseData fetch(FetchRequestData request) {
        return fetch(request, BY_ID);
    }

    private FetchResponseData fetch(FetchRequestData request, short version) {
        return ((FetchResponse) apis.call(ApiKeys.FETCH, version, request)).data();
    }

    private FetchRequestData full(FetchPartition... wanted) {
        return request(wanted).setSessionEpoch(0);
    }

    private FetchRequestData next(int session, int epoch, FetchPartition... wanted) {
        return request(wanted).setSessionId(session).setSessionEpoch(epoch);
    }

    private FetchRequestData request(FetchPartition... wanted) {
        FetchRequestData request = new FetchRequestData().setMaxWaitMs(0).setMinBytes(1);
        if (wanted.length > 0) {
            request.topics().add(new FetchTopic().setTopicId(topic.id()).setPartitions(List.of(wanted)));
        }
        return request;
    }

    private static FetchPartition wanted(int partition, long offset) {
        return new FetchPartition()
                .setPartition(partition)
                .setFetchOffset(offset)
                .setPartitionMaxBytes(1_000_000);
    }

    private static List<Integer> partitionsIn(FetchResponseData response) {
        return partitions(response).map(PartitionData::partitionIndex).toList();
    }

    private static List<Integer> withRecords(FetchResponseData response) {
        return partitions(response)
                .filter(data -> FetchResponse.recordsSize(data) > 0)
                .map(PartitionData::partitionIndex)
                .toList();
    }

    private static Stream<PartitionData> partitions(FetchResponseData response) {
        return response.responses().stream().flatMap(topic -> topic.partitions().stream());
    }
}
