package dev.millrace.broker.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;

import org.apache.kafka.common.message.DescribeUserScramCredentialsRequestData;
import org.apache.kafka.common.message.DescribeUserScramCredentialsRequestData.UserName;
import org.apache.kafka.common.message.DescribeUserScramCredentialsResponseData;
import org.apache.kafka.common.message.DescribeUserScramCredentialsResponseData.CredentialInfo;
import org.apache.kafka.common.message.DescribeUserScramCredentialsResponseData.DescribeUserScramCredentialsResult;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.security.scram.internals.ScramMechanism;

import dev.millrace.broker.security.ScramMechanisms;
import dev.millrace.broker.security.ScramUsers;

/** Tells which users log in by SCRAM and how (KIP-554); no names or none at all mean all. */
final class DescribeUsersHandler implements Handler<DescribeUserScramCredentialsRequestData> {
    private final ScramUsers users;

    DescribeUsersHandler(ScramUsers users) {
        this.users = users;
    }

    @Override
    public void handle(DescribeUserScramCredentialsRequestData request, Call call) {
        DescribeUserScramCredentialsResponseData response = new DescribeUserScramCredentialsResponseData();
        List<UserName> wanted = request.users();
        if (wanted == null || wanted.isEmpty()) {
            new TreeSet<>(users.names()).forEach(user -> response.results().add(describe(user)));
        } else {
            Map<String, Integer> times = new HashMap<>();
            wanted.forEach(user -> times.merge(user.name(), 1, Integer::sum));
            times.forEach((user, count) -> response.results().add(count == 1 ? describe(user) : twice(user)));
        }
        call.answer(response);
    }

    private DescribeUserScramCredentialsResult describe(String user) {
        DescribeUserScramCredentialsResult result = new DescribeUserScramCredentialsResult().setUser(user);
        SortedMap<ScramMechanism, Integer> iterations = users.iterations(user);
        if (iterations.isEmpty()) {
            return result.setErrorCode(Errors.RESOURCE_NOT_FOUND.code())
                    .setErrorMessage("there is no user " + user + " that logs in by SCRAM");
        }
        iterations.forEach((mechanism, count) -> result.credentialInfos()
                .add(new CredentialInfo()
                        .setMechanism(ScramMechanisms.number(mechanism))
                        .setIterations(count)));
        return result;
    }

    private static DescribeUserScramCredentialsResult twice(String user) {
        return new DescribeUserScramCredentialsResult()
                .setUser(user)
                .setErrorCode(Errors.DUPLICATE_RESOURCE.code())
                .setErrorMessage("user " + user + " is asked for more than once");
    }
}
