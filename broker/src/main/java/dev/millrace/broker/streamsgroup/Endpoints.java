package dev.millrace.broker.streamsgroup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.millrace.broker.membership.TopicSight;

/**
 * What of a group can be asked where: the partitions of the inputs whose state each endpoint keeps.
 *
 * <p>Used once, on the event-loop thread.
 */
final class Endpoints {
    private final Collection<StreamsMember> members;
    private final ResolvedTopology topology;
    private final TopicSight sight;

    Endpoints(Collection<StreamsMember> members, ResolvedTopology topology, TopicSight sight) {
        this.members = members;
        this.topology = topology;
        this.sight = sight;
    }

    /** Returns the endpoints of all members that have one; threads of one process share theirs. */
    List<StreamsReply.Endpoint> list() {
        Map<StreamsMember.UserEndpoint, StreamsReply.Endpoint> found = new LinkedHashMap<>();
        for (StreamsMember member : members) {
            StreamsMember.UserEndpoint at = member.about().endpoint();
            if (at != null) {
                var entry = found.computeIfAbsent(
                        at, place -> new StreamsReply.Endpoint(place, new TreeMap<>(), new TreeMap<>()));
                member.assigned().active().forEach(task -> add(task, entry.active()));
                member.assigned().standby().forEach(task -> add(task, entry.standby()));
            }
        }
        return new ArrayList<>(found.values());
    }

    private void add(GroupTask task, Map<String, SortedSet<Integer>> to) {
        ResolvedTopology.Part part = topology.parts().get(task.subtopology());
        if (part == null) {
            return;
        }
        Stream<String> inputs = Stream.concat(
                part.sources().stream(), part.repartitionSources().stream().map(DemandedTopic::name));
        inputs.filter(topic -> task.partition() < sight.partitions(topic))
                .forEach(topic ->
                        to.computeIfAbsent(topic, name -> new TreeSet<>()).add(task.partition()));
    }
}
