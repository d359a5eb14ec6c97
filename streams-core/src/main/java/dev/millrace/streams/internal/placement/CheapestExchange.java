package dev.millrace.streams.internal.placement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Lowers the cost of who has what by passing items round in circles, each owner giving as many as it gets, until no
 * circle lowers it any more; then no distribution with the same number of items for each owner costs less.
 *
 * <p>For maintainers. It is minimum-cost flow by cancelling negative cycles (Klein 1967), on a graph from which the
 * items have been contracted: an edge {@code (g,p) -> (g,q)} is the cheapest move of an item of group {@code g} from
 * owner {@code p} to {@code q}. If groups are to be spread, a circle may change between groups at an owner, over the
 * edges {@code (g,p) -> p -> (h,p)}, which cost what one more of {@code g} and one less of {@code h} does to the sum of
 * {@code n²/total} over all counts {@code n} of a group at an owner. That sum counts before all costs. A cycle shows up
 * in the tree of predecessors of Bellman-Ford, which is looked through after each round; circles found together have no
 * node in common, so all are passed round. What ends it: whole numbers that get smaller with each circle.
 * <i>Confined to one calculation.</i>
 */
final class CheapestExchange {
    /** Cost of an item at an owner that may not have it. */
    static final long FORBIDDEN = Long.MAX_VALUE;

    private static final long SPREAD_SCALE = 1_000_000;

    private final long[][] costs;
    private final int[] owner;
    private final int[] group;
    private final boolean spread;
    private final int owners;
    private final int groups;
    private final int[][] counts;
    private final int[] totals;
    private final List<List<Integer>> itemsOf = new ArrayList<>();
    private final @Nullable Edge[][] moves;

    private CheapestExchange(long[][] costs, int[] owner, int[] group, boolean spread, int owners) {
        this.costs = costs;
        this.owner = owner.clone();
        this.group = group;
        this.spread = spread;
        this.owners = owners;
        this.groups = 1 + Arrays.stream(group).max().orElse(0);
        this.counts = new int[groups][owners];
        this.totals = new int[owners];
        this.moves = new Edge[groups * owners][owners];
        for (int node = 0; node < moves.length; node++) {
            itemsOf.add(new ArrayList<>());
        }
        for (int item = 0; item < owner.length; item++) {
            counts[group[item]][owner[item]]++;
            totals[owner[item]]++;
            itemsOf.get(node(item)).add(item);
        }
    }

    private int node(int item) {
        return group[item] * owners + owner[item];
    }

    /**
     * The cheapest owners of items that all may move.
     *
     * @param costs for each item, what it costs at each owner, or {@link #FORBIDDEN}
     * @param owner for each item who has it now
     * @param owners how many owners there are
     * @return for each item who is to have it; as now where nothing is gained
     */
    static int[] cheapest(long[][] costs, int[] owner, int owners) {
        return new CheapestExchange(costs, owner, new int[owner.length], false, owners).solve();
    }

    /**
     * The same, but first of all with each group spread over owners as evenly as their totals allow.
     *
     * @param group for each item its group, from zero
     */
    static int[] spread(long[][] costs, int[] owner, int[] group, int owners) {
        return new CheapestExchange(costs, owner, group, true, owners).solve();
    }

    private int[] solve() {
        for (int node = 0; node < moves.length; node++) {
            findMoves(node);
        }
        List<Edge> circles = circles();
        while (!circles.isEmpty()) {
            circles.forEach(this::pass);
            circles.stream().filter(edge -> edge.from < moves.length).forEach(edge -> findMoves(edge.from));
            circles = circles();
        }
        return owner;
    }

    private void pass(Edge edge) {
        if (edge.item >= 0) {
            counts[group[edge.item]][owner[edge.item]]--;
            itemsOf.get(edge.from).remove((Integer) edge.item);
            owner[edge.item] = edge.to % owners;
            itemsOf.get(edge.to).add(edge.item);
            counts[group[edge.item]][owner[edge.item]]++;
        }
    }

    /** The edges of circles that lower the cost; empty if there is none. */
    private List<Edge> circles() {
        List<Edge> edges = edges();
        int nodes = (groups + 1) * owners;
        Price[] prices = new Price[nodes];
        Arrays.fill(prices, Price.NOTHING);
        @Nullable Edge[] into = new Edge[nodes];
        boolean lowered = true;
        while (lowered) {
            lowered = false;
            for (Edge edge : edges) {
                Price price = prices[edge.from].plus(edge.price);
                if (price.below(prices[edge.to])) {
                    prices[edge.to] = price;
                    into[edge.to] = edge;
                    lowered = true;
                }
            }
            List<Edge> circles = lowered ? circlesIn(into) : List.of();
            if (!circles.isEmpty()) {
                return circles;
            }
        }
        return List.of();
    }

    private static List<Edge> circlesIn(@Nullable Edge[] into) {
        List<Edge> circles = new ArrayList<>();
        int[] walk = new int[into.length];
        for (int start = 0; start < into.length; start++) {
            int node = start;
            while (walk[node] == 0 && into[node] != null) {
                walk[node] = start + 1;
                node = into[node].from;
            }
            if (walk[node] == start + 1 && into[node] != null) {
                circles.addAll(backFrom(node, into));
            }
        }
        return circles;
    }

    private static List<Edge> backFrom(int node, @Nullable Edge[] into) {
        List<Edge> circle = new ArrayList<>();
        Edge edge = into[node];
        while (edge != null && (circle.isEmpty() || circle.get(0) != edge)) {
            circle.add(edge);
            edge = into[edge.from];
        }
        Collections.reverse(circle);
        return circle;
    }

    /** For each other owner the cheapest move of an item of {@code from} to it. */
    private void findMoves(int from) {
        Arrays.fill(moves[from], null);
        int groupStart = from - from % owners;
        for (int item : itemsOf.get(from)) {
            for (int to = 0; to < owners; to++) {
                if (to != owner[item] && costs[item][to] != FORBIDDEN) {
                    Price price = new Price(0, costs[item][to] - costs[item][owner[item]]);
                    Edge best = moves[from][to];
                    if (best == null || price.below(best.price)) {
                        moves[from][to] = new Edge(from, groupStart + to, price, item);
                    }
                }
            }
        }
    }

    private List<Edge> edges() {
        List<Edge> edges = new ArrayList<>();
        for (@Nullable Edge[] row : moves) {
            Arrays.stream(row).filter(edge -> edge != null).forEach(edges::add);
        }
        if (spread) {
            addChanges(edges);
        }
        return edges;
    }

    /** Changes between groups at the same owner. */
    private void addChanges(List<Edge> edges) {
        for (int g = 0; g < groups; g++) {
            for (int p = 0; p < owners; p++) {
                int node = g * owners + p;
                int hub = groups * owners + p;
                if (totals[p] > 0) {
                    edges.add(new Edge(node, hub, new Price(step(counts[g][p], p), 0), -1));
                }
                if (counts[g][p] > 0) {
                    edges.add(new Edge(hub, node, new Price(-step(counts[g][p] - 1, p), 0), -1));
                }
            }
        }
    }

    /** By how much the sum grows if the count of a group at {@code p} goes from {@code n} to {@code n + 1}. */
    private long step(int n, int p) {
        return (2L * n + 1) * SPREAD_SCALE / totals[p];
    }

    /** A move of an item, or, without one, a change between groups. */
    private record Edge(int from, int to, Price price, int item) {}

    /** What counts first, and what counts among equals. */
    private record Price(long unevenness, long cost) {
        static final Price NOTHING = new Price(0, 0);

        Price plus(Price more) {
            return new Price(unevenness + more.unevenness, cost + more.cost);
        }

        boolean below(Price other) {
            return unevenness != other.unevenness ? unevenness < other.unevenness : cost < other.cost;
        }
    }
}
